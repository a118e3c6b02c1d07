"""Hints are quiet, offer a question, and can be told to leave words as they were said."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from postmortem_desktop.domain.records import KeptPhrase
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.phrasing.review import Tier, review
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.widgets.hinted_text_edit import HintedTextEdit

BLAMING = "Ana should have noticed the alert."
PLAIN = "The alert fired at noon."


@pytest.fixture
def field(qtbot, dressed, shell_workspace):
    field = HintedTextEdit(shell_workspace, "Notes")
    qtbot.addWidget(field)
    field.resize(700, 300)
    field.show()
    field.activateWindow()
    qtbot.waitActive(field)
    field.bind(
        "pm",
        "",
        lambda text: shell_workspace.perform(
            change_postmortem(shell_workspace.dossier, merge="summary", summary=text)
        ),
    )
    field.setFocus()
    return field


def waves(field):
    """Return the stretches with a wave, as text."""
    found = []
    block = field.editor.document().begin()
    while block.isValid():
        for stretch in block.layout().formats():
            style = stretch.format.underlineStyle()
            if style is QTextCharFormat.UnderlineStyle.WaveUnderline:
                raw = block.text().encode("utf-16-le")
                cut = raw[2 * stretch.start : 2 * (stretch.start + stretch.length)]
                found.append(cut.decode("utf-16-le"))
        block = block.next()
    return found


def hinted_words(text):
    hint = review(text)[0]
    return text[hint.start : hint.end]


def test_blaming_words_get_a_wave_and_a_question(qtbot, field):
    qtbot.keyClicks(field.editor, BLAMING)
    qtbot.waitUntil(field.bar.isVisible)
    assert waves(field) == [hinted_words(BLAMING)]
    assert review(BLAMING)[0].question in field.bar.question.text()
    assert field.hint_count() == 1


def test_plain_words_get_none(qtbot, field):
    qtbot.keyClicks(field.editor, PLAIN)
    QTest.qWait(200)
    assert not field.bar.isVisible()
    assert waves(field) == []


def test_the_wave_has_the_hint_colour_of_the_theme_in_force(qtbot, field, dressed):
    field.bind("pm", BLAMING, lambda _text: True)
    qtbot.waitUntil(lambda: bool(waves(field)))

    def colour():
        formats = field.editor.document().begin().layout().formats()
        return formats[0].format.underlineColor().name()

    assert colour() == theme.LIGHT.hint.name()
    theme.apply(dressed, theme.DARK)
    qtbot.waitUntil(lambda: colour() == theme.DARK.hint.name())


def test_an_emoji_before_the_words_does_not_shift_the_wave(qtbot, field):
    field.bind("pm", f"🔥🔥 {BLAMING}", lambda _text: True)
    qtbot.waitUntil(lambda: waves(field) == [hinted_words(BLAMING)])


def test_words_kept_as_said_lose_the_wave_and_undo_brings_it_back(qtbot, field, shell_workspace):
    qtbot.keyClicks(field.editor, BLAMING)
    qtbot.waitUntil(field.bar.isVisible)
    QTest.keyClick(
        field.editor,
        Qt.Key.Key_K,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(lambda: not field.bar.isVisible())
    kept = shell_workspace.dossier.all(KeptPhrase)
    assert [(k.owner_id, k.phrase) for k in kept] == [("pm", hinted_words(BLAMING))]
    assert waves(field) == []
    shell_workspace.undo()
    qtbot.waitUntil(lambda: waves(field) == [hinted_words(BLAMING)])
    assert field.text() == BLAMING


def led_to(field):
    """Return the words that are marked, and the place of the cursor; none are selected."""
    cursor = field.editor.textCursor()
    assert not cursor.hasSelection(), "the next letter would take the place of these words"
    marks = field.editor.extraSelections()
    return [mark.cursor.selectedText() for mark in marks], cursor.position()


def test_f8_marks_the_words_of_each_hint_in_turn(qtbot, field):
    field.bind("pm", f"{BLAMING}\n{PLAIN}\n{BLAMING}", lambda _text: True)
    qtbot.waitUntil(lambda: len(waves(field)) == 2)
    places = []
    for _press in range(3):
        QTest.keyClick(field.editor, Qt.Key.Key_F8)
        words, place = led_to(field)
        assert words == [hinted_words(BLAMING)]
        places.append(place)
    assert places[0] < places[1]
    assert places[2] == places[0]
    qtbot.keyClicks(field.editor, "!")
    assert hinted_words(BLAMING) + "!" in field.text()
    assert led_to(field)[0] == []


def test_after_keeping_words_the_mark_is_on_those_that_the_line_names(qtbot, field):
    field.bind("pm", f"{BLAMING} She forgot to call.", lambda _text: True)
    qtbot.waitUntil(lambda: len(waves(field)) == 2)
    QTest.keyClick(field.editor, Qt.Key.Key_F8)
    assert led_to(field)[0] == [field.bar.words] == [hinted_words(BLAMING)]
    keys(field, Qt.Key.Key_K, ctrl=True, shift=True)
    qtbot.waitUntil(lambda: len(waves(field)) == 1)
    assert led_to(field)[0] == [field.bar.words] == ["She forgot"]


def test_f8_says_so_where_there_is_no_hint(qtbot, field, shell_workspace):
    field.bind("pm", PLAIN, lambda _text: True)
    with qtbot.waitSignal(shell_workspace.hint_settled) as said:
        QTest.keyClick(field.editor, Qt.Key.Key_F8)
    assert said.args == ["There is no hint on what is written here."]


def test_why_shows_the_reason(qtbot, field):
    field.bind("pm", BLAMING, lambda _text: True)
    qtbot.waitUntil(field.bar.isVisible)
    assert not field.bar.reason.isVisible()
    field.bar.why_button.click()
    assert field.bar.reason.isVisible()
    assert field.bar.reason.text() == review(BLAMING)[0].reason


def test_a_key_shows_the_reason_while_typing_and_hides_it_again(qtbot, field):
    bound(qtbot, field, BLAMING)
    press = partial(keys, field, Qt.Key.Key_F8, ctrl=True, shift=True)
    press()
    assert field.bar.reason.isVisible()
    assert field.bar.reason.text() == review(BLAMING)[0].reason
    assert field.editor.hasFocus()
    press()
    assert not field.bar.reason.isVisible()


def test_the_preference_switches_hints_off(qtbot, field, shell_workspace):
    shell_workspace.settings = replace(shell_workspace.settings, phrasing_hints=False)
    field.bind("pm", BLAMING, lambda _text: True)
    QTest.qWait(200)
    assert not field.bar.isVisible()
    assert waves(field) == []


def test_a_click_on_the_question_copies_it_and_says_so_for_a_moment(qtbot, field):
    qtbot.keyClicks(field.editor, BLAMING)
    question = field.bar.question
    qtbot.waitUntil(question.isVisible)
    asked, size = question.text(), question.size()
    qtbot.mouseClick(question, Qt.MouseButton.LeftButton)
    assert f"“{QGuiApplication.clipboard().text()}”" == asked
    assert question.text() == "Copied"
    assert question.size() == size
    qtbot.waitUntil(lambda: question.text() == asked, timeout=3_000)


def test_a_key_copies_the_question_while_typing(qtbot, field):
    qtbot.keyClicks(field.editor, BLAMING)
    qtbot.waitUntil(field.bar.isVisible)
    QGuiApplication.clipboard().setText("other")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field.editor, Qt.Key.Key_Q, held)
    assert QGuiApplication.clipboard().text() == review(BLAMING)[0].question
    assert field.editor.hasFocus()
    assert review(BLAMING)[0].question in field.bar.question.accessibleName()


def keys(field, key, *, ctrl=False, shift=False):
    held = Qt.KeyboardModifier.NoModifier
    if ctrl:
        held |= Qt.KeyboardModifier.ControlModifier
    if shift:
        held |= Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(field.editor, key, held)


def bound(qtbot, field, text, count=1):
    field.bind("pm", text, lambda _text: True)
    qtbot.waitUntil(lambda: len(waves(field)) == count)


def test_shift_f8_goes_back_through_the_hints(qtbot, field):
    bound(qtbot, field, f"{BLAMING}\n{PLAIN}\n{BLAMING}", 2)
    places = []
    for _press in range(3):
        keys(field, Qt.Key.Key_F8, shift=True)
        places.append(field.editor.textCursor().selectionStart())
    assert places[0] > places[1]
    assert places[2] == places[0]


def test_soft_hints_get_no_wave_no_bar_and_no_key(qtbot, field):
    field.bind("pm", f"They said “{BLAMING}”", lambda _text: True)
    QTest.qWait(200)
    assert review(field.text())[0].tier is Tier.SOFT
    assert waves(field) == []
    assert not field.bar.isVisible()
    keys(field, Qt.Key.Key_F8)
    assert not field.editor.textCursor().hasSelection()


def test_a_key_leads_through_the_questions_and_the_one_in_sight_is_copied(qtbot, field):
    bound(qtbot, field, BLAMING)
    hint = field.bar.hint
    assert len(hint.questions) > 1
    seen = []
    for _press in hint.questions:
        seen.append(field.bar.question_text)
        assert field.bar.question.text() == f"“{field.bar.question_text}”"
        keys(field, Qt.Key.Key_F8, ctrl=True)
    assert tuple(seen) == hint.questions
    assert field.bar.question_text == hint.questions[0]
    keys(field, Qt.Key.Key_F8, ctrl=True)
    keys(field, Qt.Key.Key_Q, ctrl=True, shift=True)
    assert QGuiApplication.clipboard().text() == hint.questions[1]


def test_a_wave_goes_with_its_words_and_stays_with_others(qtbot, field):
    two = "Ana should have noticed the alert. Tom failed to tell support."
    bound(qtbot, field, two, 2)
    first, second = waves(field)
    field.editor.moveCursor(QTextCursor.MoveOperation.Start)
    keys(field, Qt.Key.Key_X)
    # At once, before anything is looked at anew: what follows the change stands as it did.
    assert waves(field) == [first, second]
    cursor = field.editor.textCursor()
    cursor.setPosition(1 + two.index("noticed"))
    field.editor.setTextCursor(cursor)
    keys(field, Qt.Key.Key_X)
    assert waves(field) == [second]


def test_only_changed_paragraphs_are_looked_at(qtbot, field, monkeypatch):
    bound(qtbot, field, "\n".join([BLAMING, PLAIN, PLAIN + " Twice."]))
    seen = []
    find = field._highlighter._find_hints
    monkeypatch.setattr(
        field._highlighter, "_find_hints", lambda text: seen.append(text) or find(text)
    )
    field.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field.editor, " He forgot.")
    qtbot.waitUntil(lambda: len(waves(field)) == 2)
    assert seen[-1] == PLAIN + " Twice. He forgot."
    assert all(text.startswith(PLAIN + " Twice.") for text in seen)


def test_a_long_text_is_looked_at_in_slices(qtbot, field):
    text = "\n".join([PLAIN, BLAMING] * 400)
    field.bind("pm", text, lambda _text: True)
    qtbot.waitUntil(lambda: field.hint_count() == 400, timeout=20_000)
    assert len(waves(field)) == 400


def test_typing_two_thousand_characters_into_a_long_answer_drops_none(qtbot, field):
    bound(qtbot, field, "\n".join([PLAIN] * 999 + [BLAMING]))
    written = "the pool was full and he should have said so; " * 44
    written = written[:2_000]
    field.editor.moveCursor(QTextCursor.MoveOperation.End)
    before = field.text()
    for start in range(0, 2_000, 100):
        QTest.keyClicks(field.editor, written[start : start + 100])
    assert field.text() == before + written
    assert field.editor.textCursor().atEnd()


def test_muted_words_lose_their_wave_everywhere_and_undo_brings_it_back(
    qtbot, field, shell_workspace
):
    bound(qtbot, field, f"{BLAMING}\n{BLAMING.replace('should', 'Should')}", 2)
    keys(field, Qt.Key.Key_M, ctrl=True, shift=True)
    qtbot.waitUntil(lambda: waves(field) == [])
    (muted,) = shell_workspace.dossier.all(KeptPhrase)
    assert (muted.owner_id, muted.category) == ("pm", "")
    assert field.editor.hasFocus()
    shell_workspace.undo()
    qtbot.waitUntil(lambda: len(waves(field)) == 2)


def test_a_kind_switched_off_in_the_preferences_is_gone_at_once(qtbot, field, shell_workspace):
    bound(qtbot, field, BLAMING)
    settings = shell_workspace.settings
    off = replace(settings, silent_kinds=(field.bar.hint.category,))
    shell_workspace.settings = off
    qtbot.waitUntil(lambda: waves(field) == [])
    shell_workspace.settings = settings
    qtbot.waitUntil(lambda: len(waves(field)) == 1)


@pytest.mark.parametrize(
    ("key", "wanted"), [(Qt.Key.Key_I, "ask_hint"), (Qt.Key.Key_H, "silence_kind")]
)
def test_what_needs_more_than_the_editor_is_wished_with_words_and_question(
    qtbot, field, shell_workspace, key, wanted
):
    bound(qtbot, field, BLAMING)
    wishes = []
    shell_workspace.hint_wished.connect(lambda *wish: wishes.append(wish))
    keys(field, Qt.Key.Key_F8, ctrl=True)
    keys(field, key, ctrl=True, shift=True)
    ((asked, hinted),) = wishes
    assert asked == wanted
    assert (hinted.record_id, hinted.words) == ("pm", hinted_words(BLAMING))
    assert hinted.question == field.bar.hint.questions[1]


def test_the_menu_of_the_bar_offers_every_command_with_its_key(qtbot, field):
    bound(qtbot, field, BLAMING)
    qtbot.mouseClick(field.bar.more_button, Qt.MouseButton.LeftButton)
    menu = field.bar.more_button.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "Next wording hint\tF8",
        "Previous wording hint\tShift+F8",
        "Another question of the hint\tCtrl+F8",
        "Why there is this hint\tCtrl+Shift+F8",
        "Take the question into the interview\tCtrl+Shift+I",
        "Copy the suggested question\tCtrl+Shift+Q",
        "Keep the words as said\tCtrl+Shift+K",
        "Mute these words in this session\tCtrl+Shift+M",
        "Switch off hints of this kind\tCtrl+Shift+H",
    ]
    menu.actions()[6].trigger()
    qtbot.waitUntil(lambda: waves(field) == [])
    menu.close()


def test_a_person_who_blames_themselves_is_met_gently(qtbot, field):
    own = "I was stupid not to check the pool panel."
    bound(qtbot, field, own)
    (hint,) = [found for found in review(own) if found.own]
    assert field.bar.title.text() == f"{hint.title}: “I was stupid”"
    assert field.bar.question_text == hint.questions[0]


def test_hints_move_no_cursor_and_change_no_word(qtbot, field):
    field.bind("pm", f"{BLAMING} {PLAIN}", lambda _text: True)
    cursor = field.editor.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(12, QTextCursor.MoveMode.KeepAnchor)
    field.editor.setTextCursor(cursor)
    qtbot.waitUntil(lambda: len(waves(field)) == 1)
    after = field.editor.textCursor()
    assert (after.selectionStart(), after.selectionEnd()) == (5, 12)
    assert field.text() == f"{BLAMING} {PLAIN}"
    assert field.editor.hasFocus()


def test_the_hint_nearest_to_the_cursor_is_shown_with_its_words(qtbot, field):
    qtbot.keyClicks(field.editor, f"{BLAMING} Bo was careless.")
    qtbot.waitUntil(lambda: field.hint_count() == 2)
    assert field.bar.title.text().endswith(": “Bo was careless”")
    field.put_cursor(2)
    assert field.bar.title.text().endswith(": “Ana should have noticed”")
    field.put_cursor(len(field.text()))
    qtbot.keyClicks(field.editor, " It went on.")
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(field.editor, "And on")
    assert field.bar.title.text().endswith(": “Bo was careless”")
