"""The written file: what it says, its outline and properties, and how it comes into place."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdf
import pytest

from postmortem_desktop.domain.audience import prepared_for
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import ActionItem, ActionStatus
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import AudienceKind, Consent
from postmortem_desktop.domain.records import Lane, Participant, Postmortem, TimelineEvent
from postmortem_desktop.domain.templates import ReportSection, Template
from postmortem_desktop.errors import JobCancelledError, ReportError
from postmortem_desktop.jobs import Progress
from postmortem_desktop.report.pdf import section_list

needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")

HEADINGS = [
    "What happened",
    "Impact",
    "Timeline",
    "What people saw, expected and assumed",
    "Contributing factors",
    "What helped, and what we learned",
    "Actions",
    "The timeline in words",
    "Sources",
    "How the review was run",
]


def changed(records, kind, **values):
    """Return the records with the fields of every record of a kind replaced."""
    return [replace(r, **values) if isinstance(r, kind) else r for r in records]


def passes_qpdf(path) -> bool:
    run = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    return run.returncode == 0 and "WARNING" not in run.stdout + run.stderr


def test_every_section_says_its_part(dossier, write, text_of):
    text = text_of(write(dossier))

    for heading in HEADINGS:
        assert heading in text
    for number in range(1, 9):
        assert f"E{number} " in text
    assert "BLAMELESS POST-MORTEM Parcel labels printed twice" in text
    assert "5 March 2026 · SEV 3 · labels, floor · Europe/Warsaw" in text
    assert "“I expected one restart to clear it, as it did in February.”" in text
    assert "Expectations, 09:21 · E4 · Q1" in text
    assert "A retry has no memory of paper. E2 · Q1" in text
    assert "Done when: a retry prints nothing" in text
    assert "Decided against Buy a third printer Two are enough." in text
    assert "≈ 09:30" in text
    assert "09:12–10:10" in text
    assert "floor-notes.csv csv 6 entries Europe/Warsaw shifted by −1 min 30 s" in text
    assert "Told to customers: A note at the desk" in text


def test_derived_times_stand_beside_the_first_short_field(dossier, write, text_of):
    text = text_of(write(dossier))

    for label, value in [
        ("Detected in", "3 min"),
        ("Mitigated in", "50 min"),
        ("Resolved in", "60 min"),
        ("Parcels relabelled", "1,240"),
    ]:
        assert f"{label} {value}" in text


def test_only_a_short_answer_stands_below_its_question(dossier, write, text_of):
    text = text_of(write(dossier))
    assert "What did you take as given? “One roll, one label.”" in text


def test_undated_events_come_last(dossier, write, text_of):
    text = text_of(write(dossier))
    words = text[text.index("The timeline in words") :]
    assert words.index("One label per parcel again") < words.index("Without a time")
    assert words.index("Without a time") < words.index("Somebody mentions the retry queue")


def test_names_are_absent_for_an_outside_audience(dossier, write, text_of):
    path = write(prepared_for(dossier, AudienceKind.OUTSIDE), audience=AudienceKind.OUTSIDE)
    text = text_of(path)

    for word in ("Zofia", "Nowak", "Imre", "Varga", "zofka"):
        assert word not in text
        assert word.encode() not in path.read_bytes()
    assert "Floor lead relabelled by hand" in text


def test_a_person_who_wants_to_be_named_is_named_to_the_full_audience(dossier, write, text_of):
    text = text_of(write(prepared_for(dossier, AudienceKind.FULL)))
    assert "Imre Varga, Label on-call" in text
    assert "Zofia" not in text


def test_what_somebody_told_is_left_out_when_they_withhold_it(records, write, text_of):
    text = text_of(write(Dossier(changed(records, Participant, consent=Consent.WITHHELD))))
    assert "one restart" not in text
    assert "What people saw" not in text
    assert "Q1" not in text


def test_hidden_sections_are_left_out_and_nothing_links_to_them(dossier, write, text_of):
    path = write(dossier, hidden_sections=("timeline_table", "accounts", "timeline_figure"))
    text = text_of(path)
    assert "The timeline in words" not in text
    assert "A retry has no memory of paper. E2 · Q1" in text
    assert not any("/Annots" in page for page in pypdf.PdfReader(path).pages)


def test_references_lead_to_the_event_and_the_answer(dossier, write):
    reader = pypdf.PdfReader(write(dossier))
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", ())]
    targets = [link["/Dest"][0].get_object()["/Contents"].get_data() for link in links]
    by_content = {page["/Contents"].get_data(): page.extract_text() for page in reader.pages}
    pages = [by_content[target] for target in targets]

    # One from the quotation to E4, two from the factor to E2 and Q1.
    assert len(links) == 3
    assert "The timeline in words" in pages[0]
    assert "The timeline in words" in pages[1]
    assert "I expected one restart" in pages[2]


def test_empty_sections_leave_no_heading(records, write, text_of):
    kept = [r for r in records if isinstance(r, Postmortem | Lane | TimelineEvent)]
    bare = changed(kept, Postmortem, summary="", impact="", template=Template())
    path = write(Dossier(bare))
    text = text_of(path)

    outline = pypdf.PdfReader(path).outline
    assert [entry.title for entry in outline] == ["Timeline", "The timeline in words"]
    assert "First to last entry" in text
    assert "Entries 8" in text


def test_a_session_without_anything_gives_one_page(records, write, text_of):
    bare = changed(records[:1], Postmortem, summary="", impact="", title="")
    path = write(Dossier(bare))
    assert len(pypdf.PdfReader(path).pages) == 1
    assert "Untitled" in text_of(path)


def test_the_template_orders_renames_and_hides_sections(records, write, text_of):
    template = Template(
        report=(
            ReportSection(key="actions", title="What we will do"),
            ReportSection(key="legal", title="A word of caution", text="Not for print."),
            ReportSection(key="impact", shown=False),
            ReportSection(key="summary"),
        )
    )
    dossier = Dossier(changed(records, Postmortem, template=template))
    text = text_of(write(dossier))

    assert section_list(dossier) == [
        ("actions", "What we will do"),
        ("legal", "A word of caution"),
        ("summary", "What happened"),
    ]
    order = [text.index(h) for h in ("What we will do", "A word of caution", "What happened")]
    assert order == sorted(order)
    assert "Not for print." in text
    assert "Two lines stood still" not in text


def test_without_a_template_every_section_is_offered():
    assert [title for _key, title in section_list(Template())] == HEADINGS


def test_outline_and_properties_are_set(dossier, write):
    reader = pypdf.PdfReader(write(dossier))

    assert [entry.title for entry in reader.outline] == HEADINGS
    assert reader.metadata.title == "Parcel labels printed twice"
    assert reader.metadata.author == ""
    assert reader.metadata.subject == "Blameless post-mortem"
    assert reader.metadata.creator == reader.metadata.producer == "Postmortem Desktop"
    assert reader.metadata.creation_date == datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en"
    assert str(catalogue["/ViewerPreferences"]["/DisplayDocTitle"]).lower() in ("true", "/true")


def test_the_foot_names_title_record_and_page(dossier, write, text_of):
    path = write(dossier)
    total = len(pypdf.PdfReader(path).pages)
    text = text_of(path)
    assert total > 1
    for page in range(1, total + 1):
        assert f"Record 7f3a 91c2 · {page} of {total}" in text
    assert "Parcel labels printed twice · blameless post-mortem" in text


def test_all_fonts_are_embedded(dossier, write):
    for page in pypdf.PdfReader(write(dossier)).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            if font["/Subtype"] == "/TrueType":
                assert "/FontFile2" in font["/FontDescriptor"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_pages_have_the_size_of_the_paper(dossier, write, paper, size):
    for page in pypdf.PdfReader(write(dossier, paper=paper)).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_two_runs_give_the_same_bytes(dossier, write):
    first = write(dossier, name="one.pdf").read_bytes()
    assert write(dossier, name="two.pdf").read_bytes() == first
    later = write(dossier, name="three.pdf", now=datetime(2026, 3, 10, tzinfo=UTC))
    assert later.read_bytes() != first


@needs_qpdf
def test_qpdf_has_no_complaint(dossier, write):
    assert passes_qpdf(write(dossier))


def test_a_cancelled_export_leaves_the_old_file(dossier, write, tmp_path):
    old = write(dossier).read_bytes()
    steps = []
    for last in (0, 4, 12):
        progress = Progress(lambda done, total: steps.append((done, total)))

        def stop(done, total, last=last, progress=progress):
            if (done if total else 11 + done) >= last:
                progress.cancel()

        progress._report = stop
        with pytest.raises(JobCancelledError):
            write(dossier, progress=progress)
        assert (tmp_path / "report.pdf").read_bytes() == old
        assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_progress_tells_sections_and_pages(dossier, write):
    steps = []
    path = write(dossier, progress=Progress(lambda done, total: steps.append((done, total))))
    pages = len(pypdf.PdfReader(path).pages)
    assert steps == [(n, 10) for n in range(11)] + [(n, 0) for n in range(1, pages + 1)]


def test_a_place_that_cannot_be_written_is_said_calmly(dossier, write, tmp_path):
    (tmp_path / "taken").write_text("a file where a folder is needed")
    with pytest.raises(ReportError, match="cannot be written") as caught:
        write(dossier, name="taken/report.pdf")
    assert str(caught.value).endswith("Choose another folder.")


def test_a_folder_of_that_name_is_left_alone(dossier, write, tmp_path):
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(ReportError):
        write(dossier)
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_long_table_repeats_its_head_on_each_page(records, make_event, write):
    many = [make_event(n, n, f"Parcel {n} relabelled") for n in range(9, 509)]
    path = write(
        Dossier([*records, *many]),
        hidden_sections=tuple(
            key for key, _title in section_list(Template()) if key != "timeline_table"
        ),
    )
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]

    assert len(pages) > 10
    assert all("What happened" in page and "Lane" in page for page in pages)
    numbers = re.findall(r"\bE(\d+)\b", " ".join(pages))
    assert sorted(map(int, numbers)) == list(range(1, 509))


def test_day_heads_part_a_timeline_of_several_days(records, make_event, write, text_of):
    later = make_event(9, 60 * 24 * 3, "Customers write in")
    text = text_of(write(Dossier([*records, later])))
    assert "5 to 8 March 2026" in text
    words = text[text.index("The timeline in words") :]
    assert words.index("5 March 2026") < words.index("E1 ")
    assert words.index("8 March 2026") < words.index("Customers write in")


def test_a_row_taller_than_a_page_goes_on_overleaf(records, make_event, write, text_of):
    detail = " ".join(f"word{n}" for n in range(3_000))
    text = text_of(write(Dossier([*records, make_event(9, 5, "A long story", detail=detail)])))
    assert all(f"word{n}" in text for n in range(0, 3_000, 100))


def test_a_very_long_answer_goes_on_overleaf(records, write, text_of):
    said = " ".join(f"word{n}" for n in range(3_000))
    text = text_of(write(Dossier(changed(records, Answer, text=said))))
    assert all(f"word{n}" in text for n in range(0, 3_000, 100))


def test_a_summary_of_many_short_lines_fills_page_after_page(records, write, text_of):
    lines = "\n".join(f"line{n}" for n in range(1_000))
    text = text_of(write(Dossier(changed(records, Postmortem, summary=lines))))
    assert all(f"line{n} " in text for n in range(1_000))


def test_declined_actions_alone_have_no_table(records, write, text_of):
    dossier = Dossier(changed(records, ActionItem, status=ActionStatus.DECLINED))
    text = text_of(write(dossier))
    assert "Owner" not in text
    assert "Decided against" in text


def test_events_of_one_lane_have_no_column_of_lanes(records, make_event, write, text_of):
    kept = [r for r in records if isinstance(r, Postmortem | Lane)]
    events = [make_event(n, n * 5, f"Entry {n}") for n in range(1, 4)]
    text = text_of(write(Dossier([*kept, *events])))
    assert "Lane" not in text


def test_a_long_stay_is_written_with_the_day_it_ends(records, make_event, write, text_of, moment):
    stay = make_event(9, 1, "Backlog", ends_at=moment(1) + timedelta(days=2))
    text = text_of(write(Dossier([*records, stay])))
    assert "09:01– 7 Mar 09:01" in text
