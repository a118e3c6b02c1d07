"""What the wording help promises: it holds nobody up, counts nobody, and changes nothing."""

from __future__ import annotations

from importlib import import_module
from threading import current_thread, main_thread

BLAMING = "Marco should have noticed the alert"


def test_what_texts_are_looked_at_with_is_read_on_a_thread_before_anybody_writes(
    start, monkeypatch
):
    reviewing = import_module("postmortem_desktop.phrasing.review")
    make_table, readers = reviewing.RuleTable, []

    def note_who_reads(rules):
        readers.append(current_thread())
        return make_table(rules)

    monkeypatch.setattr(reviewing, "RuleTable", note_who_reads)
    reviewing._reader.cache_clear()
    person = start()
    person.resume()
    person.qtbot.waitUntil(lambda: bool(readers) and not person.desk._wording.is_busy)
    person.desk.new_session("Slow checkout")
    person.window.run("step_prepare")
    summary = person.step.incident.summary
    summary.put_cursor(0)
    person.type(f"{BLAMING}.")
    person.qtbot.waitUntil(summary.bar.isVisible)
    (reader,) = readers
    assert reader is not main_thread()
