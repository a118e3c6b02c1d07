"""Every action of the program, declared as data."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from postmortem_desktop.i18n import N_, _
from postmortem_desktop.ui import step
from postmortem_desktop.ui.action_spec import LIBRARY, LOCAL, SESSION, ActionSpec

STEPS = (
    (step.PREPARE, N_("Prepare")),
    (step.TIMELINE, N_("Timeline")),
    (step.INTERVIEWS, N_("Interviews")),
    (step.LEARNINGS, N_("Learnings")),
    (step.ACTIONS, N_("Actions")),
    (step.REPORT, N_("Report")),
)
"""Key and name of each step, in order."""

_Key = QKeySequence.StandardKey


_GENERAL, _SESSION, _LIBRARY = N_("General"), N_("Session"), N_("Library")
_PREPARE, _FOLLOW_UP = N_("Prepare"), N_("Actions")
_TIMELINE, _INTERVIEWS, _TEXT = N_("Timeline"), N_("Interviews"), N_("While typing")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "palette", N_("Search and commands"), _GENERAL, ("Ctrl+K",), glyph="search", is_listed=False
    ),
    ActionSpec("shortcuts", N_("Keyboard shortcuts"), _GENERAL, ("Ctrl+/",), glyph="question"),
    ActionSpec("theme_light", N_("Light colours"), _GENERAL, glyph="sun"),
    ActionSpec("theme_dark", N_("Dark colours"), _GENERAL, glyph="moon"),
    ActionSpec("theme_system", N_("Colours of the system"), _GENERAL, glyph="settings"),
    ActionSpec("high_contrast", N_("High contrast colours"), _GENERAL),
    ActionSpec("reduced_motion", N_("Reduce motion"), _GENERAL),
    ActionSpec("hints", N_("Wording hints"), _GENERAL, glyph="note"),
    ActionSpec("hint_kinds", N_("Kinds of wording hints…"), _GENERAL),
    ActionSpec("full_screen", N_("Full screen"), _GENERAL, ("F11",)),
    ActionSpec("data_folder", N_("Where your data lies"), _GENERAL, glyph="folder"),
    ActionSpec("about", N_("About Postmortem Desktop"), _GENERAL, glyph="app"),
    ActionSpec("quit", N_("Quit"), _GENERAL, standard=_Key.Quit),
    ActionSpec("new_session", N_("New session"), _LIBRARY, standard=_Key.New, glyph="plus"),
    ActionSpec("import_file", N_("Import…"), _LIBRARY, standard=_Key.Open, glyph="import"),
    ActionSpec("open_sample", N_("Open the sample session"), _LIBRARY, glyph="play"),
    ActionSpec(
        "open_session", N_("Open session"), _LIBRARY, ("Return",), where=LOCAL, is_listed=False
    ),
    ActionSpec("find_session", N_("Search sessions"), _LIBRARY, ("Ctrl+F",), where=LIBRARY),
    ActionSpec(
        "duplicate_session", N_("Duplicate"), _LIBRARY, ("Ctrl+D",), where=LIBRARY, glyph="copy"
    ),
    ActionSpec("archive_session", N_("Archive"), _LIBRARY, where=LIBRARY, glyph="archive"),
    ActionSpec("delete_session", N_("Delete"), _LIBRARY, ("Del",), where=LIBRARY, glyph="trash"),
    ActionSpec("restore_session", N_("Restore"), _LIBRARY, where=LIBRARY, glyph="undo"),
    ActionSpec("undo", N_("Undo"), _GENERAL, standard=_Key.Undo, glyph="undo"),
    ActionSpec(
        "redo",
        N_("Redo"),
        _GENERAL,
        ("Ctrl+Y",),
        standard=_Key.Redo,
        where=SESSION,
        glyph="redo",
    ),
    *(
        ActionSpec(f"step_{key}", name, _SESSION, (f"Ctrl+{place}",), where=SESSION)
        for place, (key, name) in enumerate(STEPS, start=1)
    ),
    ActionSpec(
        "export_pdf", N_("Export PDF"), _SESSION, ("Ctrl+E",), where=SESSION, glyph="export"
    ),
    ActionSpec(
        "library",
        N_("Back to the library"),
        _SESSION,
        ("Alt+Left",),
        where=SESSION,
        glyph="chevron-left",
    ),
    ActionSpec("own_wording", N_("Your own wording rules…"), _SESSION, where=SESSION),
    ActionSpec("wording", N_("Wording: all hints"), _SESSION, ("Ctrl+Shift+W",), where=SESSION),
    ActionSpec("add_event", N_("Add an event"), _TIMELINE, ("E",), where=step.TIMELINE),
    ActionSpec("add_lane", N_("Add a lane"), _TIMELINE, ("Shift+L",), where=step.TIMELINE),
    ActionSpec("link", N_("Link two events"), _TIMELINE, ("L",), where=step.TIMELINE),
    ActionSpec("turn_link", N_("Turn the link round"), _TIMELINE, ("R",), where=step.TIMELINE),
    ActionSpec(
        "import_evidence",
        N_("Import evidence…"),
        _TIMELINE,
        ("I",),
        where=step.TIMELINE,
        glyph="import",
    ),
    ActionSpec("fit", N_("Show the whole incident"), _TIMELINE, ("F",), where=step.TIMELINE),
    ActionSpec(
        "fit_selection", N_("Show just the selection"), _TIMELINE, ("S",), where=step.TIMELINE
    ),
    ActionSpec(
        "previous_view", N_("Back to the view before"), _TIMELINE, ("B",), where=step.TIMELINE
    ),
    ActionSpec(
        "next_view", N_("Forward to the view after"), _TIMELINE, ("Shift+B",), where=step.TIMELINE
    ),
    ActionSpec(
        "find_event",
        N_("Find on the timeline"),
        _TIMELINE,
        ("Ctrl+F", "/"),
        where=step.TIMELINE,
        glyph="search",
    ),
    ActionSpec(
        "filter", N_("Filter what is in sight"), _TIMELINE, ("Shift+F",), where=step.TIMELINE
    ),
    ActionSpec(
        "paste_picture",
        N_("Paste a picture onto the event"),
        _TIMELINE,
        ("Ctrl+Shift+V",),
        where=step.TIMELINE,
    ),
    ActionSpec("add_pictures", N_("Add pictures to the event…"), _TIMELINE, where=step.TIMELINE),
    ActionSpec(
        "open_picture", N_("Open the picture of the event"), _TIMELINE, ("O",), where=step.TIMELINE
    ),
    ActionSpec(
        "duplicate", N_("Duplicate the events"), _TIMELINE, ("Ctrl+D",), where=step.TIMELINE
    ),
    ActionSpec("split", N_("Split the event at…"), _TIMELINE, ("X",), where=step.TIMELINE),
    ActionSpec("merge", N_("Merge the events"), _TIMELINE, ("M",), where=step.TIMELINE),
    ActionSpec("shift", N_("Shift the time by…"), _TIMELINE, ("Ctrl+M",), where=step.TIMELINE),
    ActionSpec(
        "star",
        N_("Star the events for the report"),
        _TIMELINE,
        ("*", "Shift+S"),
        where=step.TIMELINE,
        glyph="star",
    ),
    ActionSpec(
        "lock",
        N_("Lock the events in place"),
        _TIMELINE,
        ("K",),
        where=step.TIMELINE,
        glyph="lock",
    ),
    ActionSpec("fold_lane", N_("Fold or unfold the lane"), _TIMELINE, ("C",), where=step.TIMELINE),
    ActionSpec("undate", N_("Take the time away"), _TIMELINE, ("Ctrl+U",), where=step.TIMELINE),
    # In the table a letter begins to write, so that it needs a key with Ctrl to go again.
    ActionSpec("table", N_("Events as a table"), _TIMELINE, ("T", "Ctrl+T"), where=step.TIMELINE),
    *(
        ActionSpec(f"{key}_table", text, _TIMELINE, (keys,), where=step.TIMELINE)
        for key, text, keys in (
            ("higher", N_("More rows of the table"), "Ctrl+Shift+PgUp"),
            ("lower", N_("Fewer rows of the table"), "Ctrl+Shift+PgDown"),
        )
    ),
    *(
        ActionSpec(f"{pane}_pane", text, _TIMELINE, (key,), where=step.TIMELINE)
        for pane, text, key in (
            ("evidence", N_("Evidence: show or hide"), "Ctrl+["),
            ("fields", N_("Event fields: show or hide"), "Ctrl+]"),
        )
    ),
    ActionSpec("snap", N_("Choose what a drag snaps to"), _TIMELINE, where=step.TIMELINE),
    ActionSpec("snapping", N_("Let drags snap or not"), _TIMELINE, ("N",), where=step.TIMELINE),
    ActionSpec("zone", N_("Show times in another zone"), _TIMELINE, ("Z",), where=step.TIMELINE),
    *(
        ActionSpec(f"picture{key}", text, _TIMELINE, keys, where=step.TIMELINE, glyph=glyph)
        for key, text, keys, glyph in (
            ("", N_("Copy picture of the whole timeline"), ("Ctrl+Shift+C",), "copy"),
            ("_named", N_("Copy picture of the whole timeline, with names"), (), "copy"),
            ("_as_shown", N_("Copy picture of the whole timeline, coloured as here"), (), "copy"),
            ("_selection", N_("Copy picture of the selection"), (), "copy"),
            ("_selection_named", N_("Copy picture of the selection, with names"), (), "copy"),
            ("_sight", N_("Copy picture of what is in sight"), (), "copy"),
            ("_sight_named", N_("Copy picture of what is in sight, with names"), (), "copy"),
            ("_save", N_("Save the timeline as a picture…"), (), "export"),
            ("_save_named", N_("Save the timeline as a picture, with names…"), (), "export"),
        )
    ),
    ActionSpec("rename", N_("Rename the event"), _TIMELINE, ("F2",), where=LOCAL),
    ActionSpec("delete", N_("Delete the selection"), _TIMELINE, ("Del",), where=LOCAL),
    ActionSpec("zoom_in", N_("Zoom in"), _TIMELINE, ("+",), where=LOCAL),
    ActionSpec("zoom_out", N_("Zoom out"), _TIMELINE, ("-",), where=LOCAL),
    *(
        ActionSpec(f"table_{key}", text, _TIMELINE, keys, where=LOCAL)
        for key, text, keys in (
            ("shift", N_("Shift the selected rows of the table"), ("Ctrl+M",)),
            ("copy", N_("Copy rows of the table"), ("Ctrl+C",)),
            ("paste", N_("Paste rows from a spreadsheet"), ("Ctrl+V",)),
            (
                "sort",
                N_("Sort the table by the column in hand"),
                ("Alt+Shift+Up", "Alt+Shift+Down"),
            ),
            ("leave", N_("Back from the table to the timeline"), ("Esc", "Ctrl+Tab")),
            ("close", N_("Take the table away from within"), ("Ctrl+T",)),
        )
    ),
    ActionSpec(
        "next_question",
        N_("Another question"),
        _INTERVIEWS,
        ("Ctrl+Return",),
        where=step.INTERVIEWS,
    ),
    ActionSpec(
        "previous_question",
        N_("Previous question"),
        _INTERVIEWS,
        ("Ctrl+Shift+Return",),
        where=step.INTERVIEWS,
    ),
    ActionSpec(
        "sentence_to_event",
        N_("Put the sentence on the timeline"),
        _INTERVIEWS,
        ("Ctrl+T",),
        where=step.INTERVIEWS,
    ),
    ActionSpec(
        "take_probe", N_("Ask what to listen for"), _INTERVIEWS, ("Ctrl+J",), where=step.INTERVIEWS
    ),
    ActionSpec(
        "leave_probe",
        N_("Leave what to listen for"),
        _INTERVIEWS,
        ("Ctrl+Shift+J",),
        where=step.INTERVIEWS,
    ),
    ActionSpec(
        "prepare.add_person",
        N_("Add a person"),
        _PREPARE,
        ("P",),
        where=step.PREPARE,
        glyph="person",
    ),
    ActionSpec(
        "actions.add",
        N_("Add an action"),
        _FOLLOW_UP,
        ("Ctrl+Shift+N",),
        where=step.ACTIONS,
        glyph="plus",
    ),
    ActionSpec(
        "actions.park",
        N_("Park an idea"),
        _FOLLOW_UP,
        ("Ctrl+Shift+P",),
        where=step.ACTIONS,
        glyph="parking",
    ),
    ActionSpec(
        "next_reading",
        N_("Next reading of a typed line"),
        _TEXT,
        ("Down", "Up", "Alt+1"),
        where=LOCAL,
        is_listed=False,
    ),
    *(
        ActionSpec(key, text, _TEXT, (keys,), where=LOCAL)
        for key, text, keys in (
            ("next_hint", N_("Next wording hint"), "F8"),
            ("previous_hint", N_("Previous wording hint"), "Shift+F8"),
            ("next_hint_question", N_("Another question of the hint"), "Ctrl+F8"),
            ("hint_reason", N_("Why there is this hint"), "Ctrl+Shift+F8"),
            ("ask_hint", N_("Take the question into the interview"), "Ctrl+Shift+I"),
            ("copy_question", N_("Copy the suggested question"), "Ctrl+Shift+Q"),
            ("keep", N_("Keep the words as said"), "Ctrl+Shift+K"),
            ("mute_words", N_("Mute these words in this session"), "Ctrl+Shift+M"),
            ("silence_kind", N_("Switch off hints of this kind"), "Ctrl+Shift+H"),
        )
    ),
)


def build_actions(parent: QObject, specs: Iterable[ActionSpec] = ACTIONS) -> dict[str, QAction]:
    """Return an action of the window for each spec, by key; ``parent`` owns them."""
    actions: dict[str, QAction] = {}
    for spec in specs:
        if spec.where == LOCAL:
            continue
        action = QAction(_(spec.text), parent)
        action.setObjectName(spec.key)
        action.setShortcuts(spec.sequences())
        actions[spec.key] = action
    return actions
