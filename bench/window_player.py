"""What people do in the window of the whole program, beat by beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from bench.gestures import Hand
from bench.playing import LEFT, MIDDLE, PRESS, RELEASE, Beat, CannotPlayError, moved, sent, wheeled
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.ui.actions import STEPS
from postmortem_desktop.ui.desk import Desk
from postmortem_desktop.ui.event_table.columns import COLUMNS, Column
from postmortem_desktop.ui.main_window import MainWindow
from postmortem_desktop.ui.timeline.timeline_step import TimelineStep

WIDTH, HEIGHT = 1600, 1000
"""Of the window in which all is played."""
NOTCH = 120


@dataclass
class Player:
    """Plays on the window of the program."""

    window: MainWindow
    desk: Desk
    session_id: str

    @property
    def step(self) -> TimelineStep:
        """The step with the timeline."""
        page = self.window.session
        assert page is not None, "the session is open"
        step = page.current_step
        assert isinstance(step, TimelineStep), "the timeline is in front"
        return step

    def actions(self) -> Iterator[tuple[str, Callable[[], Sequence[Beat]]]]:
        """Yield each action with what makes its beats, in an order in which they can be played."""
        run = self.run
        yield "open", lambda: [lambda: self.desk.open_session(self.session_id, "timeline")]
        for key, _name in STEPS:
            yield f"step-{key}", lambda key=key: [run(f"step_{key}")]
        yield "step-back", lambda: [run("step_timeline")]
        yield "fit", lambda: [run("fit")]
        yield "zoom", self._zoom
        yield "pan", self._pan
        yield "drag", self._drag
        yield "undo", lambda: [run("undo")]
        yield "redo", lambda: [run("redo")]
        yield "add", self._add
        yield "rename", self._rename
        yield "delete", lambda: [self._key(Qt.Key.Key_Delete)]
        yield "undo-delete", lambda: [run("undo")]
        yield "filter", self._filter
        yield "filter-off", lambda: [self.step.middle.filtering.show_everything]
        yield "search", self._search
        yield "search-off", lambda: [self.step.middle.search.close_line]
        yield "fold-lane", lambda: [run("fold_lane")]
        yield "unfold-lane", lambda: [run("fold_lane")]
        yield "theme-dark", lambda: [run("theme_dark")]
        yield "theme-light", lambda: [run("theme_light")]
        yield "resize", self._resize
        yield "select-all", lambda: [self._key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)]
        yield "nudge-all", lambda: [self._key(Qt.Key.Key_Right)]
        yield "undo-nudge", lambda: [run("undo")]
        yield "redo-nudge", lambda: [run("redo")]
        yield "delete-all", lambda: [self._key(Qt.Key.Key_Delete)]
        yield "undo-all", lambda: [run("undo")]
        yield "select-none", lambda: [self._key(Qt.Key.Key_Escape)]
        yield "table", lambda: [run("table")]
        yield "table-sort", self._sort
        yield "table-edit", self._edit_cell
        yield "table-scroll", self._scroll
        yield "table-off", lambda: [run("table")]

    def run(self, key: str) -> Beat:
        """Return what carries out an action of the window."""
        return lambda: self.window.run(key)

    def _key(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Beat:
        return lambda: QTest.keyClick(self.step.canvas, key, modifiers)

    def _middle(self) -> QPointF:
        return self.step.canvas.view.plot.center()

    def _zoom(self) -> list[Beat]:
        notches = [1] * 12 + [-1] * 6 + [1] * 14
        return [wheeled(self.step.canvas, self._middle(), NOTCH * notch) for notch in notches]

    def _pan(self) -> list[Beat]:
        canvas, at = self.step.canvas, self._middle()
        way = [at + QPointF(12 * step, 0) for step in range(20)]
        return [
            sent(canvas, PRESS, at, MIDDLE),
            *(moved(canvas, point, MIDDLE) for point in way),
            sent(canvas, RELEASE, way[-1], MIDDLE),
        ]

    def _drag(self) -> list[Beat]:
        canvas = self.step.canvas
        ids = Hand(canvas).event_ids
        rect = canvas.rect_of(ids[len(ids) // 2])
        assert rect is not None, "what can be held has a place"
        at = QPointF(rect.left() + min(rect.width() / 2, 40), rect.center().y())
        way = [at + QPointF(5 * step, step) for step in range(1, 25)]
        return [
            sent(canvas, PRESS, at, LEFT),
            *(moved(canvas, point, LEFT) for point in way),
            sent(canvas, RELEASE, way[-1], LEFT),
        ]

    def _add(self) -> list[Beat]:
        line = self.step.middle.quick_add.line
        keys = [lambda key=key: QTest.keyClicks(line, key) for key in "12:05 Retries begin @supp"]
        enter, leave = Qt.Key.Key_Return, Qt.Key.Key_Escape
        return [
            self.run("add_event"),
            *keys,
            lambda: QTest.keyClick(line, enter),
            lambda: QTest.keyClick(line, leave),
        ]

    def _rename(self) -> list[Beat]:
        return [
            self._key(Qt.Key.Key_F2),
            *self._write("Renamed"),
        ]

    def _write(self, words: str) -> list[Beat]:
        """Type into what has begun to be written, and take it over."""

        def focus() -> QLineEdit:
            line = self.window.focusWidget()
            if not isinstance(line, QLineEdit):
                raise CannotPlayError(f"nothing is being written, the focus is at {line}")
            return line

        keys = [lambda key=key: QTest.keyClicks(focus(), key) for key in words]
        return [*keys, lambda: QTest.keyClick(focus(), Qt.Key.Key_Return)]

    def _filter(self) -> list[Beat]:
        lanes = self.step.canvas.shown.lanes
        chosen = EventFilter(lanes=frozenset(lane.id for lane in lanes[::2]))
        return [lambda: self.step.middle.filtering.choose(chosen)]

    def _search(self) -> list[Beat]:
        line = self.step.middle.search.line
        enter = Qt.Key.Key_Return
        return [
            self.run("find_event"),
            *(lambda key=key: QTest.keyClicks(line, key) for key in "pool timeouts"),
            *([lambda: QTest.keyClick(line, enter)] * 3),
        ]

    def _resize(self) -> list[Beat]:
        sizes = [(WIDTH - 20 * step, HEIGHT) for step in range(10)] + [(WIDTH, HEIGHT)]
        return [lambda size=size: self.window.resize(*size) for size in sizes]

    def _sort(self) -> list[Beat]:
        table = self.step.middle.table
        assert table is not None, "the table is open"
        header = table.view.horizontalHeader()

        def click(section: int) -> None:
            x = header.sectionViewportPosition(section) + 10
            point = QRect(x, 0, 10, header.height()).center()
            QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)

        return [lambda section=section: click(section) for section in (0, 0, 2, 3, 0)]

    def _edit_cell(self) -> list[Beat]:
        table = self.step.middle.table
        assert table is not None, "the table is open"
        view, model = table.view, table.view.model()
        title = COLUMNS.index(Column.TITLE)

        return [
            view.setFocus,
            lambda: view.setCurrentIndex(model.index(5, title)),
            lambda: QTest.keyClick(view, Qt.Key.Key_F2),
            *self._write("Written anew"),
        ]

    def _scroll(self) -> list[Beat]:
        table = self.step.middle.table
        assert table is not None, "the table is open"
        bar = table.view.verticalScrollBar()
        places = [bar.maximum() * step // 10 for step in range(11)]
        return [lambda place=place: bar.setValue(place) for place in places]
