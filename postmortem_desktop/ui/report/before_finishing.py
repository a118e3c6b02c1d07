"""What is worth a second look before the report goes out; hints, not hurdles."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.findings import ActionItem, ContributingFactor, Finding
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.wording import (
    actions_without_owner_or_date,
    open_hints,
    possible_names,
)
from postmortem_desktop.i18n import _, ngettext
from postmortem_desktop.phrasing import NO_OWN_RULES, OwnRules
from postmortem_desktop.ui import step
from postmortem_desktop.ui.widgets.buttons import Button
from postmortem_desktop.ui.widgets.frames import Card
from postmortem_desktop.ui.widgets.labels import plain_label

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What was found, and the step and record at which to begin."""

    hints: int = 0
    loose_actions: int = 0
    names: tuple[str, ...] = ()
    at_step: str = step.PREPARE
    at_record: str = ""


def look_again(
    dossier: Dossier,
    prepared: Dossier,
    silent: Collection[str] = (),
    own: OwnRules = NO_OWN_RULES,
) -> SecondLook:
    """Return what is worth a second look.

    Args:
        dossier: what the people at the desk wrote.
        prepared: the same as its readers will see it, in which known names are covered.
        silent: the kinds of hints that are switched off.
        own: what a person added and silenced in a file of their own.
    """
    hints, loose = open_hints(dossier, silent, own), actions_without_owner_or_date(dossier)
    ids = [*(found.record_id for found in hints), *(action.id for action in loose), ""]
    counts = len(hints), len(loose), tuple(possible_names(prepared))
    return SecondLook(*counts, *_place(dossier, ids[0]))


def _place(dossier: Dossier, record_id: str) -> tuple[str, str]:
    """Return the step in which a record is written, and what to show there."""
    match dossier.any(record_id):
        case TimelineEvent():
            return step.TIMELINE, record_id
        case Answer():
            return step.INTERVIEWS, record_id
        case ContributingFactor() | Finding():
            return step.LEARNINGS, record_id
        case ActionItem():
            return step.ACTIONS, record_id
        case _:
            return step.PREPARE, ""


class BeforeFinishing(Card):
    """Says how much is open, and leads to the first of it; gone when there is nothing."""

    place_wanted = Signal(str, str)
    """A step, by its key, and a record in it, by its id or an empty text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._found = SecondLook()
        self.setProperty("role", "hintbar")
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(4)
        self.body.addWidget(plain_label(_("Before finishing"), "hinttitle"))
        self._text = plain_label("", "body", wrap=True)
        self.body.addWidget(self._text)
        self._names = plain_label("", "body", wrap=True)
        self.body.addWidget(self._names)
        self.show_button = Button(_("Show"), "hint")
        self.show_button.clicked.connect(self._lead)
        self.body.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_found(self, found: SecondLook) -> None:
        """Say what is open: wording, actions nobody has or without a day, names nobody knows."""
        self._found = found
        parts: list[str] = []
        if found.loose_actions:
            parts.append(
                ngettext(
                    "{count} action has no owner or no date.",
                    "{count} actions have no owner or no date.",
                    found.loose_actions,
                ).format(count=found.loose_actions)
            )
        if found.hints:
            parts.append(
                ngettext(
                    "{count} wording hint is open.",
                    "{count} wording hints are open.",
                    found.hints,
                ).format(count=found.hints)
            )
        self._text.setText(" ".join(parts))
        self._text.setVisible(bool(parts))
        self._names.setText(_names_text(found.names[:_MOST_NAMES]) if found.names else "")
        self._names.setVisible(bool(found.names))
        self.show_button.setToolTip(
            _("Go to the first wording hint")
            if found.hints
            else _("Go to the first of these actions")
            if found.loose_actions
            else _("Go to the people")
        )
        self.setVisible(bool(parts or found.names))

    def _lead(self) -> None:
        self.place_wanted.emit(self._found.at_step, self._found.at_record)


def _names_text(names: tuple[str, ...]) -> str:
    quoted = ", ".join(_("“{name}”").format(name=name) for name in names)
    return ngettext(
        "{names} looks like a person's name who is not among the people; add them in Prepare so "
        "that reports cover it.",
        "{names} look like names of people who are not among the people; add them in Prepare so "
        "that reports cover them.",
        len(names),
    ).format(names=quoted)
