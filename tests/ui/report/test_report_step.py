"""The report: what is chosen is what is shown, and what is written is what was shown."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from shiboken6 import delete

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import ActionItem, Finding, FindingKind
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.kinds import AudienceKind
from postmortem_desktop.domain.records import Postmortem, TimelineEvent
from postmortem_desktop.editing.timeline_edits import change_event
from postmortem_desktop.editing.wording import open_hints
from postmortem_desktop.transfer.exporting import export_pdf
from postmortem_desktop.ui.report import report_step
from postmortem_desktop.ui.report.before_finishing import BeforeFinishing, SecondLook, look_again
from postmortem_desktop.ui.report.preview import Preview, pages_of
from postmortem_desktop.ui.report.report_step import ReportStep, file_name

NOW = datetime(2030, 1, 1, tzinfo=UTC)
PATIENCE_MS = 30_000
BLAMING = "Ana should have noticed the alert."


@pytest.fixture
def step(qtbot, workspace, theme_source):
    """Return the step with its first preview shown."""
    step = ReportStep(workspace, theme_source)
    qtbot.addWidget(step)
    step.resize(1280, 800)
    with qtbot.waitSignal(step._composer.succeeded, timeout=PATIENCE_MS):
        step.show()
    yield step
    for runner in (step._composer, step._exporter, step.preview._runner):
        runner.cancel()
        runner.wait()


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def shown(step):
    """Return the words of the pages that are shown."""
    return words_of(BytesIO(step._pages.data))


def words_of(source):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(source).pages).split())


def anew(qtbot, step):
    """Wait for the next preview."""
    return qtbot.waitSignal(step._composer.succeeded, timeout=PATIENCE_MS)


def test_the_preview_shows_every_page(qtbot, step):
    count = len(PdfReader(BytesIO(step._pages.data)).pages)
    assert count > 3
    assert step.preview.page_count == count
    assert step.status_text().startswith(f"{count} pages · ")
    assert step.side_text() == f"Page 1 of {count}"
    qtbot.waitUntil(lambda: step.preview.picture_of(0) is not None, timeout=PATIENCE_MS)
    bar = step.preview.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: step.preview.picture_of(count - 1) is not None, timeout=PATIENCE_MS)
    assert step.side_text() != f"Page 1 of {count}"


def test_a_section_that_is_switched_off_is_not_in_the_report(qtbot, step, workspace):
    heading = "Contributing factors"
    assert heading in shown(step)
    with anew(qtbot, step):
        click(step.settings.switches["factors"])
    assert workspace.dossier.postmortem.audience.hidden_sections == ("factors",)
    assert heading not in shown(step)
    with anew(qtbot, step):
        workspace.undo()
    assert heading in shown(step)
    assert step.settings.switches["factors"].isChecked()


def test_outside_every_name_is_covered_by_a_role(qtbot, step, workspace):
    assert "Ruth Vesely" in shown(step)
    with anew(qtbot, step):
        click(step.settings.audience.button(str(AudienceKind.OUTSIDE)))
    assert workspace.dossier.postmortem.audience.audience is AudienceKind.OUTSIDE
    words = shown(step)
    assert "Ruth Vesely" not in words
    assert "INC-2291" not in words
    assert "Support lead" in words


def test_letter_paper_changes_the_size_of_the_pages(qtbot, step):
    assert step._pages.sizes[0] == pytest.approx((595.28, 841.89), abs=0.5)
    step.settings.paper.setFocus()
    with anew(qtbot, step):
        QTest.keyClick(step.settings.paper, Qt.Key.Key_Down)
    assert step._pages.sizes[0] == pytest.approx((612, 792), abs=0.5)


def test_open_wording_and_loose_actions_are_named_before_finishing(step):
    assert step.before.isVisible()
    assert "1 action has no owner or no date." in step.before._text.text()


def test_the_file_holds_what_the_preview_shows(qtbot, step, tmp_path):
    path = tmp_path / "report.pdf"
    with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
        step.export_to(str(path))
    assert told.args == [f"The report is at {path}."]
    assert words_of(path) == shown(step)
    assert [p.name for p in tmp_path.iterdir() if "report" in p.name] == ["report.pdf"]


def test_the_dialog_offers_a_name_and_stops_nothing(qtbot, step, tmp_path):
    step.handlers()["export_pdf"]()
    dialog = step.findChild(QFileDialog)
    assert dialog.isVisible()
    assert dialog.selectedFiles()[0].endswith("post-mortem-checkout-latency-after-pool-change.pdf")
    dialog.reject()


def test_a_report_that_is_stopped_leaves_the_one_before(qtbot, step, tmp_path, monkeypatch):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the report of last week")
    is_stopped = threading.Event()

    def export_once_stopped(*arguments, **options):
        # However fast the machine is, the writing does not overtake the click.
        assert is_stopped.wait(PATIENCE_MS / 1000)
        return export_pdf(*arguments, **options)

    monkeypatch.setattr(report_step, "export_pdf", export_once_stopped)
    with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
        step.export_to(str(path))
        assert step.bar.isVisible()
        click(step.bar.cancel_button)
        is_stopped.set()
    assert told.args == ["Stopped. A report that was there before is still there."]
    assert path.read_bytes() == b"the report of last week"
    assert not step.bar.isVisible()
    assert [p.name for p in tmp_path.iterdir() if "report" in p.name] == ["report.pdf"]


def test_a_folder_that_takes_no_file_is_said_in_a_sentence(qtbot, step, tmp_path):
    path = tmp_path / "not a folder" / "report.pdf"
    path.parent.write_text("a file stands here", encoding="utf-8")
    with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
        step.export_to(str(path))
    (sentence,) = told.args
    assert sentence.startswith(f"The report cannot be written to {path}: ")
    assert sentence.endswith("Choose another folder.")


def test_the_name_of_the_file_keeps_to_what_its_audience_may_see(workspace):
    assert file_name(workspace.dossier) == "post-mortem-checkout-latency-after-pool-change.pdf"


def test_show_leads_to_the_first_open_wording_in_its_step(qtbot, step, workspace):
    event = workspace.dossier.events()[3]
    edit = change_event(workspace.dossier, event.id, title="Oscar should have noticed the alert")
    with anew(qtbot, step):
        workspace.perform(edit)
    assert "wording hint" in step.before._text.text()
    assert step.before._names.text() == (
        "“Oscar” looks like a person's name who is not among the people; add them in Prepare so "
        "that reports cover it."
    )
    first = open_hints(workspace.dossier)[0]
    kinds = {TimelineEvent: "timeline", Answer: "interviews", Postmortem: "prepare"}
    at_step = kinds[type(workspace.dossier.any(first.record_id))]
    with qtbot.waitSignal(step.step_requested) as wanted:
        click(step.before.show_button)
    assert wanted.args == [at_step, "" if at_step == "prepare" else first.record_id]


@pytest.mark.parametrize(
    ("records", "place"),
    [
        ([ActionItem(id="x", postmortem_id="pm", title="Add an alert")], ("actions", "x")),
        (
            [Finding(id="f", postmortem_id="pm", kind=FindingKind.HELPED, title=BLAMING)],
            ("learnings", "f"),
        ),
        ([], ("prepare", "")),
    ],
)
def test_what_is_open_is_shown_where_it_was_written(records, place):
    dossier = Dossier([Postmortem(id="pm", title="Slow", summary="", created_at=NOW), *records])
    found = look_again(dossier, dossier)
    assert (found.at_step, found.at_record) == place


def test_at_most_three_names_are_shown_and_nothing_hides_it(qtbot, dressed):
    before = BeforeFinishing()
    qtbot.addWidget(before)
    before.show_found(SecondLook(names=("Ana", "Ben", "Cara", "Dan")))
    assert before._names.text().startswith("“Ana”, “Ben”, “Cara” look like names")
    assert "Dan" not in before._names.text()
    assert not before.isHidden()
    before.show_found(SecondLook())
    assert before.isHidden()


def test_a_preview_that_goes_before_its_pages_are_shown_asks_for_nothing(qtbot, step, theme_source):
    preview = Preview(theme_source)
    preview.show_pages(pages_of(step._pages.data))
    with qtbot.captureExceptions() as exceptions:
        delete(preview)
        qtbot.wait(1)
    assert exceptions == []
