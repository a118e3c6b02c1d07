"""One ear for all who listen to a canvas: each event of Qt reaches only those who want its kind.

A filter in Python is called for every event there is, each paint included; one is enough.
"""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar, Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Listener(Protocol):
    """Somebody who listens to events of some kinds."""

    HEARS: ClassVar[frozenset[QEvent.Type]]

    def eventFilter(self, _watched: QObject, event: QEvent, /) -> bool:
        """Answer an event; return whether nobody else is to have it."""
        ...


class Listeners(QObject):
    """Hands the events of a widget on."""

    def __init__(self, widget: QWidget, *listeners: Listener) -> None:
        super().__init__(widget)
        self._by_type: defaultdict[QEvent.Type, list[Listener]] = defaultdict(list)
        for listener in listeners:
            for kind in listener.HEARS:
                self._by_type[kind].append(listener)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand an event on until somebody keeps it."""
        listeners = self._by_type.get(event.type())
        return listeners is not None and any(each.eventFilter(watched, event) for each in listeners)
