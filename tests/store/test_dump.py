"""One byte sequence for one content."""

import json

from postmortem_desktop.domain.edits import Edit, created
from postmortem_desktop.jobs import Progress
from postmortem_desktop.store.dump import dump
from tests.store.samples import batch, beginning, event, every_kind, item, open_library


def test_a_line_holds_one_record_with_sorted_keys(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    lines = list(dump(library))
    assert [json.loads(line)["record"] for line in lines] == ["Postmortem", "Numbering", "Lane"]
    assert lines[2] == (
        '{"collapsed":false,"colour":"","glyph":"","id":"pm-lane","order":0,"parent_id":null,'
        '"postmortem_id":"pm","private":false,"record":"Lane","title":"lane"}'
    )


def test_the_order_of_writing_and_the_history_leave_no_trace(library, tmp_path):
    records = every_kind()
    library.editor("pm").perform(Edit("all", created(*records)))
    with open_library(tmp_path / "other.postmortems") as other:
        editor = other.editor("pm")
        editor.perform(Edit("all", created(*reversed(records))))
        editor.perform(Edit("more", created(event("more"))))
        editor.undo()
        assert list(dump(other)) == list(dump(library))
    assert len(list(dump(library))) == len(records)


def test_one_post_mortem_can_be_printed_alone(library):
    for name in ("a", "b"):
        library.editor(name).perform(beginning(name))
    assert [json.loads(line)["id"] for line in dump(library, "b")] == ["b", "b-numbers", "b-lane"]
    assert len(list(dump(library))) == 6
    assert list(dump(library, "c")) == []


def test_evidence_is_printed_while_its_batch_is_visible(library):
    editor = library.editor("pm")
    editor.perform(beginning())
    library.stage_evidence([(item(2), "raw"), (item(1), "raw")], Progress())
    before = list(dump(library))
    editor.perform(Edit("import", created(batch())))
    new = [json.loads(line) for line in list(dump(library))[len(before) :]]
    assert [(line["record"], line["id"][-1:]) for line in new] == [
        ("EvidenceBatch", "h"),
        ("EvidenceItem", "1"),
        ("EvidenceItem", "2"),
    ]
    editor.undo()
    assert list(dump(library)) == before
