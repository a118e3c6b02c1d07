"""Canvases of several sizes side by side, the gestures played on each, and what they cost."""

from __future__ import annotations

import sys
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench.floor import BareWidget, Labels, labels_in_view
from bench.gestures import BEATS, HEIGHT, SELECTED, WIDTH, Hand, pan, show_all, show_near, zoom
from bench.playing import Beat, CannotPlayError, Cost, Gesture, play, rehearse, turn
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.store.library import Library
from postmortem_desktop.ui import fonts, theme
from postmortem_desktop.ui.timeline.canvas import TimelineCanvas
from postmortem_desktop.ui.workspace import Workspace

VIEWS = {"all": show_all, "near": show_near}


def dressed_application() -> QApplication:
    """Return the application as the program has it, with all its fonts."""
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    theme.apply(application, theme.LIGHT)
    fonts.load_substitutes()
    return application


def opened_library(folder: Path) -> Library:
    """Return an empty library; the canvas asks it for nothing that costs."""
    return Library.open(folder / "library.postmortems", clock=system_clock, ids=CountingIds())


def make_canvas(workspace: Workspace) -> TimelineCanvas:
    """Return the canvas in the size of a shared screen, not shown yet."""
    canvas = TimelineCanvas(workspace, theme.LIGHT)
    canvas.resize(WIDTH, HEIGHT)
    return canvas


@dataclass
class Scene:
    """One view of one canvas with its gestures, each with its floor where it has one."""

    show: Beat
    gestures: dict[str, Gesture]
    floors: dict[str, tuple[BareWidget, Gesture]]
    hand: Hand | None
    selected: list[str]
    """While the view moves."""


class Stage:
    """A canvas of one size, shown, with what is played on it."""

    def __init__(self, count: int, workspace: Workspace) -> None:
        self.count, self.workspace = count, workspace
        self.canvas = make_canvas(workspace)
        self.canvas.show()
        turn()
        self.costs: dict[str, Cost] = {}
        self.floor_costs: dict[str, Cost] = {}
        self.scenes = [self._scene(name) for name in VIEWS]

    def close(self) -> None:
        """Take the windows away."""
        for scene in self.scenes:
            for widget, _gesture in scene.floors.values():
                widget.close()
        self.canvas.close()

    def play_round(self, names: Container[str] | None = None) -> None:
        """Play every gesture once, or some, and the floor of each right after it."""
        for scene in self.scenes:
            scene.show()
            for name, gesture in scene.gestures.items():
                if names is not None and name not in names:
                    continue
                if name.startswith(("pan", "zoom")):
                    self.canvas.set_selection(scene.selected)
                play(gesture, self.costs.setdefault(name, Cost()))
                if name in scene.floors:
                    widget, bare = scene.floors[name]
                    widget.rewind()
                    play(bare, self.floor_costs.setdefault(name, Cost()))

    def _scene(self, name: str) -> Scene:
        canvas = self.canvas

        def show() -> None:
            canvas.set_selection([])
            VIEWS[name](canvas)

        show()
        hand = None
        gestures = {f"pan-{name}": pan(canvas), f"zoom-{name}": zoom(canvas)}
        if name == "near":
            hand = Hand(canvas)
            gestures |= {
                "repaint": Gesture([canvas.update] * BEATS),
                "move": hand.move(),
                "drop": hand.drop(),
                "resize": hand.resize(),
                "band": hand.band(),
                "hover": hand.hover(),
                "select": hand.select(),
            }
        floors: dict[str, tuple[BareWidget, Gesture]] = {}
        for key in (f"pan-{name}", f"zoom-{name}"):
            film = self._film(key, gestures[key])
            widget = BareWidget(film, WIDTH, HEIGHT)
            widget.show()
            turn()
            floors[key] = (widget, pan(widget) if key.startswith("pan") else zoom(widget))
        for key, gesture in gestures.items():
            if key not in floors:
                self._check(key, gesture, hand)
        ids = canvas.shown.event_ids
        selected = hand.event_ids[:SELECTED] if hand else list(ids[:: len(ids) // SELECTED])
        return Scene(show, gestures, floors, hand, selected)

    def _film(self, key: str, gesture: Gesture) -> list[Labels]:
        """Return what is in view after each beat, the view before the first one in front."""
        canvas = self.canvas
        film = [labels_in_view(canvas)]
        scales: set[object] = set()

        def seen() -> Labels:
            scales.add(canvas.view.scale)
            return labels_in_view(canvas)

        film += rehearse(gesture, canvas, seen)
        if len(scales) < BEATS // 4:
            raise CannotPlayError(f"{key} at {self.count} events does not move the view")
        return film

    def _check(self, key: str, gesture: Gesture, hand: Hand | None) -> None:
        """Make sure that a gesture does what it is timed for."""
        assert hand is not None, "only a near view has gestures of the hand"
        selections = set(rehearse(gesture, self.canvas, lambda: self.canvas.selection))
        if key in ("band", "select") and len(selections) < 2:
            raise CannotPlayError(f"{key} at {self.count} events selects nothing")
        if key == "drop":
            before = hand.held.starts_at
            gesture.before()
            gesture.beats[0]()
            moved = hand.held.starts_at != before
            gesture.after()
            if not moved or hand.held.starts_at != before:
                raise CannotPlayError(f"drop at {self.count} events moves nothing")
