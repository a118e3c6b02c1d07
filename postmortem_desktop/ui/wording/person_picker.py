"""A short list of people: who shall be asked?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from postmortem_desktop.domain.records import Participant
from postmortem_desktop.i18n import _
from postmortem_desktop.ui.widgets.labels import plain_label
from postmortem_desktop.ui.widgets.popup import Popup

_ID = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PersonPicker(Popup):
    """Letters filter, the arrow keys mark, Enter or a click takes; Escape takes nobody."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=420, height=320)
        self.setAccessibleName(_("Who shall be asked?"))
        self._people: Sequence[Participant] = ()
        self._take: Callable[[str], object] | None = None
        self.question = plain_label("", "secondary", wrap=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Type to filter, Enter takes"))
        self.field.setAccessibleName(_("Who shall be asked?"))
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("People"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(plain_label(_("Who shall be asked?"), "title"))
        column.addWidget(self.question)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)

    def ask(
        self, people: Sequence[Participant], question: str, take: Callable[[str], object]
    ) -> None:
        """Show the people; ``take`` is called with the id of the one who is chosen."""
        self._people, self._take = people, take
        self.question.setText(_("“{question}”").format(question=question))
        self.field.clear()
        self._filter("")
        self.pop_up(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys and Enter reach the list while letters go to the line."""
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.field and is_key and self._steer(Qt.Key(event.key())):  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
            return True
        if key not in _STEPS or not self.list.count():
            return False
        self.list.setCurrentRow((self.list.currentRow() + _STEPS[key]) % self.list.count())
        return True

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        self.list.clear()
        for person in self._people:
            if wanted in f"{person.label} {person.name} {person.alias}".casefold():
                item = QListWidgetItem(person.label, self.list)
                item.setData(_ID, person.id)
        self.list.setCurrentRow(0)

    def _take_current(self) -> None:
        item, take = self.list.currentItem(), self._take
        if item is None or take is None:
            return
        person_id = item.data(_ID)
        self._take = None
        self.go_away()
        take(person_id)
