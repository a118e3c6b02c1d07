"""A person's own rules count at once while their file is written, and say what is not in order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices

from postmortem_desktop import paths
from postmortem_desktop.ui.wording.own_file import OwnRulesFile

BILGES = '[[phrases]]\nid = "bilge-duty"\ncategory = "sanction"\nwords = "scrub* the bilges"\n'
SENTENCE = "The mate shall scrub the bilges."


@pytest.fixture
def said():
    return []


@pytest.fixture
def own_file(qtbot, workspace, said):
    paths.phrasing_file().parent.mkdir(parents=True, exist_ok=True)
    owner = QObject()
    yield OwnRulesFile(workspace.use_rules, said.append, owner)
    owner.deleteLater()


def hints(workspace):
    return [hint.rule for hint in workspace.sieve.hints("somewhere", SENTENCE)]


def test_a_file_that_is_there_counts_from_the_beginning(qtbot, workspace, said):
    paths.phrasing_file().parent.mkdir(parents=True, exist_ok=True)
    paths.phrasing_file().write_text(BILGES, encoding="utf-8")
    owner = QObject()
    OwnRulesFile(workspace.use_rules, said.append, owner)
    assert (hints(workspace), said) == (["bilge-duty"], [])
    owner.deleteLater()


def test_what_is_saved_in_the_file_counts_at_once(qtbot, workspace, own_file):
    assert hints(workspace) == []
    with qtbot.waitSignal(workspace.sieve_changed):
        paths.phrasing_file().write_text(BILGES, encoding="utf-8")
    assert hints(workspace) == ["bilge-duty"]
    with qtbot.waitSignal(workspace.sieve_changed):
        paths.phrasing_file().unlink()
    assert hints(workspace) == []


def test_rules_that_cannot_be_understood_are_told_and_the_others_stay(workspace, own_file, said):
    paths.phrasing_file().write_text(BILGES, encoding="utf-8")
    own_file.read()
    paths.phrasing_file().write_text('mute = ["no-such-rule"]', encoding="utf-8")
    own_file.read()
    (sentence,) = said
    assert sentence.startswith("phrasing.toml: “no-such-rule” in “mute” is the name of no rule")
    assert hints(workspace) == ["bilge-duty"]


def test_what_people_say_of_themselves_can_be_muted_in_the_file(qtbot, workspace, own_file, said):
    def found():
        return [hint.kind for hint in workspace.sieve.hints("somewhere", "I was stupid.")]

    assert found() == ["self_blame"]
    with qtbot.waitSignal(workspace.sieve_changed):
        paths.phrasing_file().write_text('mute = ["self_blame"]', encoding="utf-8")
    assert (found(), said) == ([], [])


def test_a_missing_file_is_made_with_an_explanation_and_opened(own_file, said, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) is None)
    own_file.open()
    (url,) = opened
    assert url.toLocalFile() == str(paths.phrasing_file())
    assert paths.phrasing_file().read_text(encoding="utf-8").startswith("# Your own wording rules")
    # Whether anything took the file is not known, so its place is told.
    assert said == [f"Your own wording rules are in {paths.phrasing_file()}."]
    own_file.read()
    assert len(said) == 1


def test_a_file_that_is_written_in_its_place_counts_each_time(qtbot, workspace, own_file):
    with qtbot.waitSignal(workspace.sieve_changed):
        paths.phrasing_file().write_text(BILGES, encoding="utf-8")
    for written, found in (("# none\n", []), (BILGES, ["bilge-duty"]), ("# none\n", [])):
        with (
            qtbot.waitSignal(workspace.sieve_changed),
            paths.phrasing_file().open("r+", encoding="utf-8") as there,
        ):
            there.write(written)
            there.truncate()
        assert hints(workspace) == found


def test_a_kind_that_there_is_not_is_answered_with_those_that_there_are(own_file, said):
    wrong = BILGES.replace("sanction", "bilges")
    paths.phrasing_file().write_text(wrong, encoding="utf-8")
    own_file.read()
    (sentence,) = said
    assert (
        "“bilges” is no category; write one of attribution (Somebody named as the cause), "
        in sentence
    )
    assert sentence.endswith("sarcasm (Irony).")
