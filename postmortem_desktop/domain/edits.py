"""A change as data: each record before and after. Its inverse is undo."""

from __future__ import annotations

from dataclasses import dataclass, field

from postmortem_desktop.domain.dossier import Record


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after. ``None`` before is a creation, after a removal."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is after the change, or was before its removal."""
        record = self.after or self.before
        assert record is not None, "a change needs at least one side"
        return record

    @property
    def record_id(self) -> str:
        """The identifier both sides share."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Edit:
    """One step the facilitator can undo.

    ``label`` completes the menu entry "Undo …". Edits that follow each other with the same
    non-empty ``merge_key`` become one step, so that typing is undone by the sentence and not by
    the keystroke.
    """

    label: str
    changes: tuple[RecordChange, ...]
    merge_key: str = ""
    _kinds: frozenset[type[Record]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Many ask, and an edit may have ten thousand changes.
        records = (change.after or change.before for change in self.changes)
        kinds = frozenset(type(record) for record in records if record is not None)
        object.__setattr__(self, "_kinds", kinds)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return all(change.before == change.after for change in self.changes)

    def without_idle_changes(self) -> Edit:
        """Return the edit with only those changes that change something."""
        changes = tuple(c for c in self.changes if c.before != c.after)
        return (
            self if len(changes) == len(self.changes) else Edit(self.label, changes, self.merge_key)
        )

    def inverted(self) -> Edit:
        """Return the edit that takes this one back."""
        backwards = tuple(RecordChange(c.after, c.before) for c in reversed(self.changes))
        return Edit(self.label, backwards)

    def merged_with(self, later: Edit) -> Edit:
        """Return one edit with the effect of this one followed by ``later``."""
        combined: dict[str, RecordChange] = {}
        for change in (*self.changes, *later.changes):
            first = combined.get(change.record_id, change)
            combined[change.record_id] = RecordChange(first.before, change.after)
        return Edit(later.label, tuple(combined.values()), later.merge_key)

    def touches(self, kind: type[Record]) -> bool:
        """Whether a record of this kind changes."""
        return kind in self._kinds


def created(*records: Record) -> tuple[RecordChange, ...]:
    """Return the changes that bring these records into being."""
    return tuple(RecordChange(None, record) for record in records)


def removed(*records: Record) -> tuple[RecordChange, ...]:
    """Return the changes that take these records away."""
    return tuple(RecordChange(record, None) for record in records)
