"""A library on disk with editors at work on it, for tests that play whatever people may do."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from postmortem_desktop.clock import CountingIds
from postmortem_desktop.domain.evidence import EvidenceBatch
from postmortem_desktop.domain.templates import LaneTemplate, Template
from postmortem_desktop.editing import postmortem_edits
from postmortem_desktop.store.dump import dump
from postmortem_desktop.store.evidence import EvidencePages
from postmortem_desktop.store.library import Library
from postmortem_desktop.store.verify import verify

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
TEMPLATE = Template(key="plain", lanes=(LaneTemplate(title="People"), LaneTemplate(title="System")))

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.integers(-600, 600).map(lambda minutes: NOON + timedelta(minutes=minutes))


class Ground(RuleBasedStateMachine):
    """Editors on one library; undo, redo and a restart may come at any point.

    Tests that begin with some steps that undo leaves alone set ``first_steps`` to their number.
    """

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = NOON
        self.ids = CountingIds()
        self.library = self.opened()
        self.editors = {}
        self.first_steps = 0

    def opened(self):
        path = self.folder / "library.postmortems"
        return Library.open(path, clock=self.clock, ids=self.ids)

    def clock(self):
        self.now += timedelta(seconds=1)
        return self.now

    # What is there to work on

    def pick_editor(self, data):
        editors = [e for e in self.editors.values() if not e.dossier.is_empty]
        return data.draw(st.sampled_from(editors)) if editors else None

    def pick(self, data, *kinds):
        """Return an editor and a record of one of the kinds, or None where there is none."""
        editor = self.pick_editor(data)
        records = [r for kind in kinds for r in editor.dossier.all(kind)] if editor else []
        return (editor, data.draw(st.sampled_from(records))) if records else (None, None)

    def create(self, title):
        edit = postmortem_edits.create_postmortem(
            self.ids, self.clock, title, "Europe/Berlin", TEMPLATE
        )
        postmortem_id = edit.changes[0].record_id
        self.editors[postmortem_id] = self.library.editor(postmortem_id)
        self.editors[postmortem_id].perform(edit)

    # What people take back

    @rule(data=st.data(), times=st.integers(1, 3))
    def undo(self, data, times):
        editor = data.draw(st.sampled_from(list(self.editors.values())))
        for _time in range(times):
            if len(editor.history.done) > self.first_steps:
                editor.undo()

    @rule(data=st.data(), times=st.integers(1, 3))
    def redo(self, data, times):
        editor = data.draw(st.sampled_from(list(self.editors.values())))
        for _time in range(times):
            editor.redo()

    @rule()
    def restart(self):
        before = list(dump(self.library))
        self.library.close()
        self.library = self.opened()
        assert list(dump(self.library)) == before
        assert self.failed_checks() == []
        for postmortem_id, editor in self.editors.items():
            reopened = self.library.editor(postmortem_id)
            assert reopened.dossier == editor.dossier
            assert reopened.history == editor.history
            self.editors[postmortem_id] = reopened

    # What always holds

    def failed_checks(self):
        return [check for check in verify(self.library) if not check.passed]

    @invariant()
    def disk_and_memory_agree(self):
        for postmortem_id, editor in self.editors.items():
            assert self.library.load(postmortem_id) == editor.dossier
            assert self.library.load_history(postmortem_id) == editor.history

    @invariant()
    def the_items_of_every_import_in_force_are_seen(self):
        for postmortem_id, editor in self.editors.items():
            expected = sum(batch.item_count for batch in editor.dossier.all(EvidenceBatch))
            assert EvidencePages(self.library).counts(postmortem_id)[0] == expected

    def teardown(self):
        try:
            assert self.failed_checks() == []
            for editor in self.editors.values():
                self.undo_to_nothing_and_back(editor)
            assert self.failed_checks() == []
            for editor in self.editors.values():
                while editor.undo():
                    pass
            assert list(dump(self.library)) == []
            assert self.failed_checks() == []
        finally:
            self.close()

    def close(self):
        self.library.close()
        shutil.rmtree(self.folder)

    def undo_to_nothing_and_back(self, editor):
        while editor.redo():
            pass
        last = editor.dossier.snapshot()
        steps = len(editor.history.done)
        while editor.undo():
            steps -= 1
        assert editor.dossier.is_empty
        assert steps == 0
        while editor.redo():
            pass
        assert editor.dossier == last
        self.disk_and_memory_agree()
