"""The window: steps made when first shown, undo named, places remembered, messages quiet."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QTextEdit,
    QToolButton,
    QWidget,
)

from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.errors import RecordError
from postmortem_desktop.settings import Settings
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.actions import STEPS
from postmortem_desktop.ui.library.page import LibraryGestures
from postmortem_desktop.ui.main_window import MainWindow, WindowParts
from postmortem_desktop.ui.step import Step
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.widgets.commit_fields import CommitLineEdit
from postmortem_desktop.ui.window_state import WindowState

PROJECT = Path(__file__).resolve().parents[2]


class PlainStep(Step):
    """A step with a field for the title, and a note of what was asked of it."""

    def __init__(self, workspace):
        super().__init__()
        self.asked = []
        self.title = CommitLineEdit(workspace, "Title")
        self.title.bind(
            workspace.dossier.postmortem.title,
            lambda text: workspace.perform(
                change_postmortem(workspace.dossier, merge="title", title=text)
            ),
        )
        workspace.changed.connect(
            lambda _edit: self.title.show_text(workspace.dossier.postmortem.title)
        )
        self.splitter = QSplitter()
        self.splitter.setObjectName("plain")
        self.splitter.addWidget(QTextEdit())
        self.splitter.addWidget(QTextEdit())
        row = QHBoxLayout(self)
        row.addWidget(self.title)
        row.addWidget(self.splitter, 1)

    def status_text(self):
        return "14 events"

    def show_record(self, record_id):
        self.asked.append(record_id)

    def handlers(self):
        return {
            "add_event": lambda: self.asked.append("add"),
            "export_pdf": lambda: self.asked.append("export"),
        }


class Surroundings:
    """What the composition root would give, with a note of what was made."""

    def __init__(self, folder):
        self.made = []
        self.saved = []
        self.theme = ThemeSource()
        self.folder = folder

    def step(self, key):
        def make(workspace):
            self.made.append(key)
            return PlainStep(workspace)

        return make

    def parts(self):
        def nothing(*_arguments):
            return None

        return WindowParts(
            gestures=LibraryGestures(
                sessions=list,
                new_session=nothing,
                open_session=nothing,
                duplicate=nothing,
                archive=nothing,
                delete=nothing,
                restore=nothing,
                open_sample=nothing,
                import_file=nothing,
            ),
            steps={key: self.step(key) for key, _name in STEPS},
            theme=self.theme,
            settings=Settings(),
            save_settings=self.saved.append,
            state=WindowState(self.folder / "state" / "window.ini"),
            library_file=self.folder / "library.postmortems",
        )


@pytest.fixture
def around(tmp_path):
    return Surroundings(tmp_path)


@pytest.fixture
def window(qtbot, dressed, around):
    window = MainWindow(around.parts())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


@pytest.fixture
def opened(window, shell_workspace):
    window.show_session(shell_workspace)
    return window


def press(widget, key, *modifiers):
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(widget, key, held)


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_step_is_made_when_it_is_first_shown(qtbot, opened, around):
    assert around.made == ["prepare"]
    press(opened, Qt.Key.Key_2, CONTROL)
    press(opened, Qt.Key.Key_1, CONTROL)
    assert around.made == ["prepare", "timeline"]
    assert opened.session.bar.steps.current == "prepare"


def test_a_click_on_a_segment_shows_the_step(qtbot, opened):
    qtbot.mouseClick(opened.session.bar.steps.button("learnings"), Qt.MouseButton.LeftButton)
    assert opened.session.current_key == "learnings"


def test_undo_is_named_and_takes_back_what_was_typed(qtbot, opened, shell_workspace):
    field = opened.session.current_step.title
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Slow cart")
    shell_workspace.flush()
    assert shell_workspace.undo_label in opened.actions_by_key["undo"].text()
    assert opened.session.bar.title.text() == "Slow cart"
    press(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == "Slow checkout"
    assert opened.session.bar.title.text() == "Slow checkout"
    assert "Redo" in opened.actions_by_key["redo"].text()


def test_a_single_letter_reaches_its_action_only_outside_of_text(qtbot, opened):
    opened.run("step_timeline")
    step = opened.session.current_step
    step.title.setFocus()
    press(step.title, Qt.Key.Key_E)
    assert step.asked == []
    assert "e" in step.title.text()
    step.setFocus()
    press(step, Qt.Key.Key_E)
    assert step.asked == ["add"]


def test_export_goes_to_the_report_and_begins(opened):
    opened.session.bar.export_button.click()
    assert opened.session.current_key == "report"
    assert opened.session.current_step.asked == ["export"]


def test_the_foot_says_saved_counts_and_derived_times(opened):
    foot = opened.session.foot
    assert "Saved" in foot.saved.text()
    assert foot.counts.text() == "14 events"
    assert foot.side.text() == "Detected in 2 min · Mitigated in 50 min"
    assert foot.side.accessibleDescription().endswith("acknowledged from when it was detected.")


def test_a_refused_change_is_told_quietly_and_the_next_one_clears_it(opened, shell_workspace, disk):
    disk.is_full = True
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, title="Other"))
    assert opened.messages.isVisible()
    assert "no room" in opened.messages.label.text()
    assert "not saved" in opened.session.foot.saved.text()
    disk.is_full = False
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, title="Other"))
    assert not opened.messages.isVisible()
    assert "Saved" in opened.session.foot.saved.text()


def test_what_is_declined_leaves_all_saved_as_it_was(opened, shell_workspace):
    shell_workspace.failed.emit(RecordError("An end stands before its start."))
    assert opened.messages.isVisible()
    assert opened.session.foot.saved.text() == "● Saved"


def test_escape_closes_the_message(opened):
    opened.tell("Something quiet.")
    opened.session.current_step.setFocus()
    press(opened.session.current_step, Qt.Key.Key_Escape)
    assert not opened.messages.isVisible()


def test_the_palette_goes_to_a_person(qtbot, opened):
    press(opened, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(opened.palette_popup.field, "Payments")
    press(opened.palette_popup.field, Qt.Key.Key_Return)
    assert opened.session.current_key == "interviews"
    assert opened.session.current_step.asked == ["ana"]


def test_the_palette_offers_only_what_can_be_done_here(opened):
    titles = [entry.title for entry in opened._action_entries()]
    assert "Undo" in titles
    assert "Duplicate" not in titles
    assert "Fit" not in titles


def test_leaving_the_session_commits_and_lets_it_go(qtbot, opened, shell_workspace, disk):
    field = opened.session.current_step.title
    field.setFocus()
    qtbot.keyClicks(field, "x")
    with qtbot.waitSignal(opened.session_left):
        opened.session.bar.back_button.click()
    assert "x" in disk.edits[-1].changes[0].after.title
    assert opened.session is None
    assert opened.pages.currentIndex() == 0


def test_closing_waits_once_when_words_cannot_be_saved(qtbot, opened, disk):
    field = opened.session.current_step.title
    field.setFocus()
    qtbot.keyClicks(field, "x")
    disk.is_full = True
    assert not opened.close()
    assert opened.isVisible()
    assert opened.close()


def test_closing_commits_what_is_typed(qtbot, opened, disk):
    field = opened.session.current_step.title
    field.setFocus()
    qtbot.keyClicks(field, "x")
    assert opened.close()
    assert "x" in disk.edits[-1].changes[0].after.title


def test_the_theme_can_be_changed_while_a_session_is_open(opened, around, shell_workspace, qapp):
    opened.run("theme_dark")
    assert around.theme.theme is theme.DARK
    assert qapp.palette().window().color() == theme.DARK.background
    assert around.saved[-1].theme == "dark"
    assert shell_workspace.settings.theme == "dark"


def test_high_contrast_is_put_on_and_off_and_remembered(opened, around, qapp):
    opened.run("high_contrast")
    assert around.saved[-1].high_contrast is True
    assert qapp.palette().window().color() == theme.CONTRAST_LIGHT.background
    opened.run("theme_dark")
    assert qapp.palette().window().color() == theme.CONTRAST_DARK.background
    opened.run("high_contrast")
    assert qapp.palette().window().color() == theme.DARK.background
    assert opened.actions_by_key["high_contrast"].isChecked() is False
    qapp.setStyleSheet("")


def test_reduced_motion_reaches_the_session(opened, around, shell_workspace):
    opened.run("reduced_motion")
    assert around.saved[-1].reduced_motion is True
    assert shell_workspace.settings.reduced_motion is True
    assert opened.actions_by_key["reduced_motion"].isChecked() is True


def test_what_is_chosen_within_a_session_is_kept_too(opened, around, shell_workspace):
    shell_workspace.prefer(snap_seconds=300)
    assert around.saved[-1].snap_seconds == 300
    opened.run("theme_dark")
    assert around.saved[-1].theme == "dark"
    assert around.saved[-1].snap_seconds == 300
    assert shell_workspace.settings.snap_seconds == 300


def test_undo_and_redo_are_told_to_a_screen_reader(opened, shell_workspace, monkeypatch):
    told = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event))
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, title="Slow paying"))
    label = shell_workspace.undo_label
    for key in ("undo", "redo"):
        opened.run(key)
    said = [event.message() for event in told if isinstance(event, QAccessibleAnnouncementEvent)]
    assert said == [f"Undone: {label}", f"Done again: {label}"]
    assert label


def test_undo_of_a_zone_is_told_in_sight_and_names_it(opened, shell_workspace):
    opened.show()
    edit = change_postmortem(shell_workspace.dossier, zone="Asia/Kolkata")
    shell_workspace.perform(replace(edit, label="show times in Asia/Kolkata"))
    press(opened, Qt.Key.Key_Z, CONTROL)
    assert shell_workspace.zone == "UTC"
    assert opened.messages.isVisible()
    assert opened.messages.label.text() == "Undone: show times in Asia/Kolkata"
    opened.run("redo")
    assert opened.messages.label.text() == "Done again: show times in Asia/Kolkata"


def test_the_hints_preference_reaches_the_session(opened, around, shell_workspace):
    opened.run("hints")
    assert around.saved[-1].phrasing_hints is False
    assert shell_workspace.settings.phrasing_hints is False


def test_new_session_asks_for_a_title_in_the_library(opened):
    opened.run("new_session")
    assert opened.session is None
    assert opened.library.new_line.field.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_the_shortcut_sheet_opens_and_closes(opened):
    field = opened.session.current_step.title
    field.setFocus()
    press(field, Qt.Key.Key_Slash, CONTROL)
    assert opened.sheet.isVisible()
    titles = [w.text() for w in opened.sheet.findChildren(QLabel) if w.property("role") == "strong"]
    assert titles.count("General") == 1
    names = [w.text() for w in opened.sheet.findChildren(QLabel)]
    assert names.index("Redo") == names.index("Undo") + 2  # Its key stands between them.
    press(opened.sheet.close_button, Qt.Key.Key_Escape)
    assert not opened.sheet.isVisible()
    assert QApplication.focusWidget() is field


def test_the_key_of_the_shortcut_sheet_closes_it_and_the_focus_returns(opened):
    field = opened.session.current_step.title
    field.setFocus()
    press(field, Qt.Key.Key_Slash, CONTROL)
    press(QApplication.focusWidget(), Qt.Key.Key_Slash, CONTROL)
    assert not opened.sheet.isVisible()
    assert QApplication.focusWidget() is field


def test_keys_scroll_the_shortcut_sheet_and_tab_stays_in_it(opened):
    press(opened, Qt.Key.Key_Slash, CONTROL)
    sheet, bar = opened.sheet, opened.sheet.area.verticalScrollBar()
    for key, moves in (
        (Qt.Key.Key_PageDown, True),
        (Qt.Key.Key_PageUp, True),
        (Qt.Key.Key_Tab, False),
        (Qt.Key.Key_Backtab, False),
    ):
        before = bar.value()
        press(QApplication.focusWidget(), key)
        assert (bar.value() != before) is moves
        assert sheet.isVisible()
        assert sheet.isAncestorOf(QApplication.focusWidget())
    press(QApplication.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    press(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert bar.value() == 0


@pytest.mark.parametrize(("step", "heading"), [("timeline", "Timeline"), ("actions", "Actions")])
def test_the_shortcut_sheet_opens_at_the_keys_of_the_step(opened, step, heading):
    opened.run(f"step_{step}")
    press(opened, Qt.Key.Key_Slash, CONTROL)
    labels = opened.sheet.findChildren(QLabel)
    label = next(w for w in labels if w.text() == heading and w.property("role") == "strong")
    port, bar = opened.sheet.area.viewport(), opened.sheet.area.verticalScrollBar()
    top = label.mapTo(port, QPoint(0, 0)).y()
    assert top == 0 or (top > 0 and bar.value() == bar.maximum())
    assert top < port.height()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1600, 1000)])
def test_nothing_in_the_bar_is_cut(qtbot, opened, size):
    opened.resize(*size)
    bar = opened.session.bar
    qtbot.waitUntil(lambda: bar.steps.width() >= bar.steps.minimumSizeHint().width())
    assert opened.size().toTuple() == size
    shown = [
        widget
        for widget in (bar.back_button, bar.steps, bar.search_button, bar.export_button)
        if widget.isVisible()
    ]
    for widget in shown:
        assert widget.width() >= widget.minimumSizeHint().width()
        right = widget.mapTo(bar, widget.rect().bottomRight()).x()
        assert 0 < right < bar.width()
    assert bar.title.width() >= 60


def test_places_are_remembered_for_the_next_start(qtbot, opened, around, shell_workspace):
    # Offscreen, the screen has 800 pixels each way; a window leaves room for its frame there.
    opened.resize(792, 700)
    opened.run("step_timeline")
    opened.session.current_step.splitter.setSizes([100, 700])
    wanted = opened.session.current_step.splitter.sizes()
    opened.close()
    state = WindowState(around.folder / "state" / "window.ini")
    assert (state.session_id, state.step) == ("pm", "timeline")
    again = MainWindow(around.parts())
    qtbot.addWidget(again)
    again.show()
    again.show_session(shell_workspace, "timeline")
    QTest.qWait(0)
    assert again.size().toTuple() == (792, 700)
    sizes = again.session.current_step.splitter.sizes()
    assert abs(sizes[0] - wanted[0]) <= 2


READ_STATE = """
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow
from postmortem_desktop.ui.window_state import WindowState
app = QApplication([])
state = WindowState(Path(sys.argv[1]))
window = QMainWindow()
print(state.session_id, state.step, state.restore_window(window), window.height())
"""


def test_places_survive_in_another_process(qtbot, opened, around):
    opened.resize(1200, 700)
    opened.close()
    path = around.folder / "state" / "window.ini"
    run = subprocess.run(
        [sys.executable, "-c", READ_STATE, str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.split() == ["pm", "prepare", "True", "700"]


FIRST_PAINT = """
import sys
sys.path.insert(0, "tests/ui")
import postmortem_desktop.ui.main_window
slow = {"sqlalchemy", "alembic", "reportlab", "pypdfium2", "sqlcipher3"}
print(*sorted(slow & {name.partition(".")[0] for name in sys.modules}))
"""


def test_the_window_is_imported_without_the_slow_libraries():
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert run.stdout.strip() == ""


def test_a_plain_widget_may_be_a_step(qtbot, dressed, around, shell_workspace):
    parts = around.parts()
    window = MainWindow(
        WindowParts(
            **{
                name: getattr(parts, name) for name in parts.__dataclass_fields__ if name != "steps"
            },
            steps={"prepare": lambda _workspace: QWidget()},
        )
    )
    qtbot.addWidget(window)
    window.show_session(shell_workspace)
    assert window.session.current_key == "prepare"
    assert window.session.foot.counts.text() == ""


def test_leaving_waits_once_when_words_cannot_be_saved_whatever_was_refused_before(
    qtbot, opened, shell_workspace, disk
):
    disk.is_full = True
    shell_workspace.perform(change_postmortem(shell_workspace.dossier, title="Refused before"))
    field = opened.session.current_step.title
    field.setFocus()
    qtbot.keyClicks(field, "x")
    opened.session.bar.back_button.click()
    assert opened.session is not None
    assert opened.messages.isVisible()
    disk.is_full = False
    opened.session.bar.back_button.click()
    assert opened.session is None
    assert "x" in disk.edits[-1].changes[0].after.title


def test_the_palette_finds_a_person_by_a_name_that_it_does_not_show(qtbot, opened, shell_workspace):
    person = shell_workspace.dossier.participants()[0]
    assert person.name not in person.label
    press(opened, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(opened.palette_popup.field, person.name)
    best = opened.palette_popup.model.entry(0)
    assert (best.title, best.also.strip()) == (person.label, person.name)


def place_in(window, widget):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("width", [1024, 1280, 1920])
@pytest.mark.parametrize("text", ["Something quiet.", "A sentence that is rather long. " * 3])
def test_a_message_covers_the_counts_but_neither_undo_nor_the_step(qtbot, opened, text, width):
    opened.resize(width, 720)
    qtbot.waitUntil(lambda: opened.session.foot.width() == width)
    opened.tell(text, "Undo")
    foot, bar = opened.session.foot, place_in(opened, opened.messages)
    redo = foot.findChildren(QToolButton)[-1]
    assert bar.left() > place_in(opened, redo).right()
    # The strip of the whole incident ends six pixels above the foot.
    assert bar.top() > place_in(opened, foot).top() - 6
    assert bar.contains(place_in(opened, opened.messages.close_button))
    side = place_in(opened, foot.side)
    is_side_seen = side.right() - foot.side.sizeHint().width() > bar.right()
    assert is_side_seen or bar.right() == side.right()


def test_a_message_makes_room_for_the_wording_hints_where_it_can(qtbot, opened):
    opened.resize(1280, 720)
    foot = opened.session.foot
    foot.show_texts("9 events", "2 wording hints", "Resolved in 62 min")
    qtbot.waitUntil(lambda: foot.hints.isVisible() and foot.width() == 1280)
    opened.tell("Something quiet.")
    hints = place_in(opened, foot.hints)
    assert not place_in(opened, opened.messages).intersects(hints)
    opened.tell("A sentence that is rather long. " * 6)
    assert place_in(opened, opened.messages).contains(hints)


def test_a_message_goes_with_its_step(opened):
    opened.tell("Something quiet.")
    bar = opened.messages
    opened.run("step_prepare")
    assert bar.isVisible()
    opened.run("step_timeline")
    assert not bar.isVisible()


def test_a_refusal_on_leaving_a_step_is_still_told_in_the_next(qtbot, opened, disk):
    field = opened.session.current_step.title
    field.setFocus()
    qtbot.keyClicks(field, "x")
    disk.is_full = True
    opened.run("step_timeline")
    assert opened.session.current_key == "timeline"
    assert "no room" in opened.messages.label.text()
    assert opened.messages.isVisible()


def test_the_menu_shows_which_choices_are_in_force(opened):
    def checked():
        return {key for key, action in opened.actions_by_key.items() if action.isChecked()}

    assert checked() == {"theme_system", "hints"}
    opened.actions_by_key["theme_dark"].trigger()
    assert checked() == {"theme_dark", "hints"}
    opened.actions_by_key["theme_dark"].trigger()
    opened.actions_by_key["hints"].trigger()
    assert checked() == {"theme_dark"}
    opened.run("hints")
    assert checked() == {"theme_dark", "hints"}


def test_undo_and_redo_in_the_foot_are_icons(opened):
    for key in ("undo", "redo"):
        assert not opened.actions_by_key[key].icon().isNull()
