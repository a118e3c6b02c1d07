"""Every action is declared once, with keys that do not collide where it applies."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from postmortem_desktop.ui.action_spec import ANYWHERE, LIBRARY, LOCAL, SESSION, key_text
from postmortem_desktop.ui.actions import ACTIONS, build_actions


def meet(first, second):
    """Tell whether two places can be open at once."""
    places = {first.where, second.where}
    if ANYWHERE in places or len(places) == 1:
        return True
    return SESSION in places and LIBRARY not in places


def test_keys_of_actions_are_unique(qapp):
    keys = [spec.key for spec in ACTIONS]
    assert len(keys) == len(set(keys))


def test_no_two_actions_answer_the_same_key_in_the_same_place(qapp):
    clashes = [
        (one.key, other.key)
        for one, other in combinations(ACTIONS, 2)
        if LOCAL not in (one.where, other.where)
        and meet(one, other)
        and {s.toString() for s in one.sequences()} & {s.toString() for s in other.sequences()}
    ]
    assert clashes == []


def test_actions_are_owned_and_carry_all_their_keys(qapp):
    owner = QObject()
    actions = build_actions(owner)
    assert all(action.parent() is owner for action in actions.values())
    assert actions["redo"].shortcuts() == QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)
    assert actions["add_event"].shortcut() == QKeySequence("E")
    assert "keep" not in actions


def test_keys_are_written_as_on_keyboards(qapp):
    texts = {spec.key: key_text(spec) for spec in ACTIONS}
    assert texts["palette"] == "Ctrl K"
    assert texts["zoom_in"] == "+"
    assert texts["about"] == ""
