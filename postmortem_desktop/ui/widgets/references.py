"""Short names by which records refer to each other: E12 an event, Q7 an answer, F2 a factor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from postmortem_desktop.domain.dossier import Dossier, Record
from postmortem_desktop.domain.findings import ContributingFactor, Finding
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.i18n import _
from postmortem_desktop.ui import step
from postmortem_desktop.ui.widgets.chips import ChipButton
from postmortem_desktop.ui.widgets.flow import FlowLayout
from postmortem_desktop.ui.widgets.labels import escaped_tool_tip

Go = Callable[[str, str], object]
"""Takes the key of a step and the id of a record to show there."""

_REFERENCE = re.compile(r"\s*([EQ])\s*(\d{1,6})\s*", re.IGNORECASE)


def reference_text(dossier: Dossier, record: Record) -> str:
    """Return the short name of a record; empty for kinds that have none."""
    match record:
        case TimelineEvent():
            return f"E{record.number}"
        case Answer():
            return f"Q{record.number}"
        case ContributingFactor():
            return f"F{1 + [factor.id for factor in dossier.factors()].index(record.id)}"
        case _:
            return ""


def named_in_full(record: Record) -> str:
    """Return the words of a record that stands behind a short name."""
    match record:
        case TimelineEvent() | ContributingFactor() | Finding():
            return record.title
        case Answer():
            return record.text
        case _:
            return ""


def find_reference(dossier: Dossier, text: str) -> TimelineEvent | Answer | None:
    """Return the event or answer that typed text such as ``E5`` or ``q7`` names."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        return None
    number = int(match[2])
    if match[1].upper() == "E":
        return next((e for e in dossier.all(TimelineEvent) if e.number == number), None)
    return next((a for a in dossier.all(Answer) if a.number == number), None)


def reference_chip(dossier: Dossier, record: Record, go: Go) -> ChipButton:
    """Return a chip that goes to a record when it is pressed."""
    name = reference_text(dossier, record)
    button = ChipButton(name)
    words = named_in_full(record)
    button.setToolTip(escaped_tool_tip(f"{name} · {words}"))
    button.setAccessibleName(_("Go to {name}: {title}").format(name=name, title=words))
    button.clicked.connect(partial(go, step_of(record), record.id))
    return button


def fill_with_references(
    flow: FlowLayout, dossier: Dossier, records: Iterable[Record], go: Go
) -> None:
    """Put a chip for each record into a layout that holds nothing else."""
    flow.clear()
    for record in records:
        button = reference_chip(dossier, record, go)
        flow.addWidget(button)
        if button.parentWidget() is not None:
            # Counted at once, so that whoever asks for the height now has the right one.
            button.show()


def step_of(record: Record) -> str:
    """Return the key of the step in which a record is at home."""
    match record:
        case TimelineEvent():
            return step.TIMELINE
        case Answer():
            return step.INTERVIEWS
        case _:
            return step.LEARNINGS
