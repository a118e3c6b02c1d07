"""The people who lived through the incident, by their roles."""

from __future__ import annotations

from functools import partial
from itertools import chain, pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from postmortem_desktop.domain.records import Participant
from postmortem_desktop.editing.postmortem_edits import (
    add_participant,
    change_participant,
    remove_participant,
)
from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui.widgets.avatar import Avatar
from postmortem_desktop.ui.widgets.buttons import Button, glyph_button
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.widgets.frames import Card, hairline
from postmortem_desktop.ui.widgets.labelled import Labelled
from postmortem_desktop.ui.widgets.labels import ElidedLabel, plain_label
from postmortem_desktop.ui.workspace import Workspace

_DETAILS = (
    ("role_then", N_("Role in the incident"), N_("Database engineer")),
    ("background", N_("How they came in"), N_("joined at 14:36")),
    ("name", N_("Name, for the desk only"), N_("stays on this laptop")),
    ("team", N_("Team"), N_("Payments")),
    ("handles", N_("Chat handles, to be covered in exports"), N_("@mira, mira.k")),
    ("emails", N_("E-mail addresses, to be covered"), N_("mira@example.org")),
)
"""Field of the record, its caption, and an example."""

_LISTS = frozenset({"handles", "emails"})


class PeopleCard(Card):
    """A row for each person; the row of the chosen one opens to its details."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._workspace = workspace
        self._open_id = ""
        self._rows: dict[str, PersonRow] = {}
        head = QHBoxLayout()
        head.addWidget(plain_label(_("People"), "heading"))
        head.addStretch(1)
        self.add_button = Button(_("Person"), glyph="plus")
        self.add_button.clicked.connect(self.begin_person)
        head.addWidget(self.add_button)
        self.body.addLayout(head)
        self._lesson = plain_label(
            _(
                "Who lived through it? Add each person by the role they had. Exports show roles; "
                "a name appears only where the person chose so."
            ),
            "secondary",
            wrap=True,
        )
        self.body.addWidget(self._lesson)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.new_role = NewRoleEdit()
        self.new_role.setPlaceholderText(
            _("Role in the incident, such as Database engineer – Enter")
        )
        self.new_role.setAccessibleName(_("Role of a new person"))
        self.new_role.editingFinished.connect(self._add)
        self.new_role.left.connect(self._end_person)
        self.new_role.gone_on.connect(self._go_on)
        self.new_role.hide()
        self.body.addWidget(self.new_role)
        self.refresh()

    def refresh(self) -> None:
        """Show the people as they are now."""
        people = self._workspace.dossier.participants()
        self._lesson.setVisible(not people)
        if [person.id for person in people] != list(self._rows):
            self._rebuild(people)
        for person in people:
            self._rows[person.id].show_person(person)

    def begin_person(self) -> None:
        """Open the line for a new person."""
        self.new_role.show()
        self.new_role.setFocus()

    def _end_person(self) -> None:
        """Close that line; the next one begins empty."""
        self.new_role.clear()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.new_role.hide()

    def show_person(self, person_id: str) -> None:
        """Open the details of a person."""
        self._open_id = "" if person_id == self._open_id else person_id
        for row in self._rows.values():
            row.set_open(row.person_id == self._open_id)

    def _rebuild(self, people: list[Participant]) -> None:
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        for person in people:
            row = PersonRow(self._workspace, person)
            row.head.clicked.connect(partial(self.show_person, person.id))
            row.set_open(person.id == self._open_id)
            self._rows[person.id] = row
            self._list.addWidget(row)
        self._order_tabs()

    def _go_on(self) -> None:
        """Add whom the line names, and go on with the name of that person."""
        known = set(self._rows)
        self._add()
        for person_id in self._rows.keys() - known:
            self._open_id = ""
            self.show_person(person_id)
            self._rows[person_id].show()  # its layout would do so later, and without the focus
            self._rows[person_id].fields["name"].setFocus(Qt.FocusReason.TabFocusReason)
            self.new_role.hide()

    def _order_tabs(self) -> None:
        """Let Tab go through the rows from top to bottom; those made later come last else."""
        stops = [self.add_button, *chain.from_iterable(row.stops() for row in self._rows.values())]
        for before, after in pairwise((*stops, self.new_role)):
            QWidget.setTabOrder(before, after)

    def _add(self) -> None:
        """Add whom the line names; on Return the line stays for the next, on leaving it goes."""
        role = self.new_role.text().strip()
        space = self._workspace
        if not self.new_role.hasFocus():
            self.new_role.hide()
        if role and space.perform(add_participant(space.dossier, space.ids, role)):
            self.new_role.clear()


class NewRoleEdit(QLineEdit):
    """The line for a new person."""

    left = Signal()
    """Escape was pressed."""
    gone_on = Signal()
    """Tab was pressed behind a role."""

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Go on to the details of the person that the line names."""
        if forwards and self.text().strip():
            self.gone_on.emit()
            return True
        return super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PersonHead(QWidget):
    """The line with the role; a click anywhere on it counts, keys have the chevron."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Expect the release here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click that ends where it began."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.clicked.emit()


class PersonRow(QWidget):
    """One person: avatar, role and background, and on demand the details."""

    def __init__(
        self, workspace: Workspace, person: Participant, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.person_id = person.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        self.head = self._made_head()
        column.addWidget(self.head)
        self._details = self._detail_fields(person)
        column.addWidget(self._details)

    def show_person(self, person: Participant) -> None:
        """Show a person as they are now."""
        self._avatar.set_person(person.label, person.colour, person.order)
        self._role.setText(person.label)
        self._background.setText(person.background or person.team)
        self._background.setVisible(bool(person.background or person.team))
        for name, field in self.fields.items():
            field.show_text(_as_text(getattr(person, name)))
        self.show_name.setChecked(person.show_name)
        self.opener.setAccessibleName(_("Details of {person}").format(person=person.label))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [self.opener, *self.fields.values(), self.show_name, self._remove_button]

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - mirrors Qt's own setters
        """Show or hide the details."""
        self._details.setVisible(is_open)
        self.opener.set_glyph("chevron-up" if is_open else "chevron-down")

    def _made_head(self) -> PersonHead:
        head = PersonHead()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        self._avatar = Avatar()
        row.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._role = ElidedLabel("", "strong")
        self._background = ElidedLabel("", "caption")
        words.addWidget(self._role)
        words.addWidget(self._background)
        row.addLayout(words, 1)
        self.opener = glyph_button("chevron-down", _("Details"))
        self.opener.clicked.connect(head.clicked)
        row.addWidget(self.opener)
        return head

    def _detail_fields(self, person: Participant) -> QWidget:
        details = QWidget()
        grid = QGridLayout(details)
        grid.setContentsMargins(42, 0, 0, 14)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        self.fields: dict[str, CommitLineEdit] = {}
        for number, (name, caption, example) in enumerate(_DETAILS):
            field = CommitLineEdit(self._workspace, _(caption))
            field.setPlaceholderText(_(example))
            field.bind(_as_text(getattr(person, name)), partial(self._change, name))
            self.fields[name] = field
            row, place = divmod(number, 2)
            grid.addWidget(Labelled(_(caption), field), row, place, Qt.AlignmentFlag.AlignTop)
        self.show_name = QCheckBox(_("Wants their name shown rather than the role"))
        self.show_name.clicked.connect(self._choose_name)
        self._remove_button = Button(_("Remove"), "plain", glyph="trash")
        self._remove_button.clicked.connect(self._remove)
        last = (len(_DETAILS) + 1) // 2
        grid.addWidget(self.show_name, last, 0)
        grid.addWidget(self._remove_button, last, 1, Qt.AlignmentFlag.AlignRight)
        return details

    def _change(self, name: str, text: str) -> bool:
        value: object = text
        if name in _LISTS:
            value = tuple(part.strip() for part in text.split(",") if part.strip())
        dossier = self._workspace.dossier
        return self._workspace.perform(
            change_participant(dossier, self.person_id, merge=name, **{name: value})
        )

    def _choose_name(self, shown: bool) -> None:  # noqa: FBT001 - a slot of Qt's signal
        edit = change_participant(self._workspace.dossier, self.person_id, show_name=shown)
        self._workspace.perform(edit)

    def _remove(self) -> None:
        self._workspace.perform(remove_participant(self._workspace.dossier, self.person_id))


def _as_text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
