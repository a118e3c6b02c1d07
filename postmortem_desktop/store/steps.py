"""The history of a post-mortem as rows, written in the transaction of each edit."""

from __future__ import annotations

import sqlalchemy as sa

from postmortem_desktop.domain.codec import label_in
from postmortem_desktop.editing.history import Entry, History, Move, Step
from postmortem_desktop.store.schema import HISTORY


def read_history(connection: sa.Connection, postmortem_id: str) -> History:
    """Return what can be undone and redone; their changes are read when they are needed.

    Raises:
        RecordError: an entry is none.
    """
    done, undone = read_entries(connection, postmortem_id)
    for entry in (*done, *undone):
        label_in(entry.text)
    return History(done, undone)


def read_entries(connection: sa.Connection, postmortem_id: str) -> tuple[list[Entry], list[Entry]]:
    """Return the entries that are done, and those undone, each with the next to move last."""
    query = (
        sa.select(HISTORY.c.seq, HISTORY.c.done, HISTORY.c.at, HISTORY.c.edit)
        .where(HISTORY.c.postmortem_id == postmortem_id)
        .order_by(HISTORY.c.seq)
    )
    done: list[Entry] = []
    undone: list[Entry] = []
    for seq, is_done, at, text in connection.execute(query):
        entry = Entry(seq, at, text)
        (done if is_done else undone).append(entry)
    return done, undone[::-1]


def write_step(connection: sa.Connection, postmortem_id: str, step: Step) -> None:
    """Do with the rows what the step does with the history."""
    entry = step.entry
    if step.forgotten:
        _delete(connection, postmortem_id, step.forgotten)
    match step.move:
        case Move.RECORD:
            row = {"seq": entry.seq, "done": True, "at": entry.at, "edit": entry.text}
            connection.execute(sa.insert(HISTORY), {"postmortem_id": postmortem_id, **row})
        case Move.AMEND:
            _update(connection, postmortem_id, entry, {"edit": entry.text})
        case Move.DROP:
            _delete(connection, postmortem_id, (entry.seq,))
        case Move.BACK:
            _update(connection, postmortem_id, entry, {"done": False})
        case Move.FORWARD:
            _update(connection, postmortem_id, entry, {"done": True})


def _update(
    connection: sa.Connection, postmortem_id: str, entry: Entry, values: dict[str, object]
) -> None:
    of_entry = (HISTORY.c.postmortem_id == postmortem_id, HISTORY.c.seq == entry.seq)
    connection.execute(sa.update(HISTORY).where(*of_entry).values(values))


def _delete(connection: sa.Connection, postmortem_id: str, seqs: tuple[int, ...]) -> None:
    of_entry = (HISTORY.c.postmortem_id == postmortem_id, HISTORY.c.seq == sa.bindparam("gone"))
    connection.execute(sa.delete(HISTORY).where(*of_entry), [{"gone": seq} for seq in seqs])
