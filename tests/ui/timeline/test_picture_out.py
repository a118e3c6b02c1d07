"""The timeline as a picture, copied and saved: what it holds, for whom, and in which form."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog

from postmortem_desktop.domain.edits import Edit, created, removed
from postmortem_desktop.domain.kinds import AudienceKind, LinkKind
from postmortem_desktop.domain.records import Lane, TimelineEvent
from postmortem_desktop.editing.lane_edits import change_lane
from postmortem_desktop.editing.link_edits import link_records
from postmortem_desktop.editing.postmortem_edits import change_postmortem
from postmortem_desktop.editing.timeline_edits import change_event, remove_events, rename_event
from postmortem_desktop.timeline.filtering import EventFilter
from postmortem_desktop.timeline.scale import TimeScale
from postmortem_desktop.ui import theme
from postmortem_desktop.ui.actions import ACTIONS
from postmortem_desktop.ui.timeline import picture_commands, picture_out
from postmortem_desktop.ui.timeline.picture_commands import PNG, SVG

PATIENCE_MS = 20_000
MEGABYTE = 1_000_000


@pytest.fixture
def copied(qtbot, step):
    """Return what does one of the copying actions and returns the clipboard's content."""

    def copy(key):
        QGuiApplication.clipboard().clear()
        with qtbot.waitSignal(step.pictures_out.runner.succeeded, timeout=PATIENCE_MS):
            step.handlers()[key]()
        return QGuiApplication.clipboard().mimeData()

    return copy


@pytest.fixture
def saved(qtbot, step):
    """Return what saves a picture to a path and returns the sentence that follows."""

    def save(path, *audience):
        with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
            step.pictures_out.save_to(path, *audience)
        return told.args[0]

    return save


def drawing(mime):
    """Return the drawing on the clipboard as text."""
    return bytes(mime.data(SVG).data()).decode()


def words(svg):
    """Return the texts of a drawing that can be seen, from the first to the last."""
    root = Xml.fromstring(svg)
    return [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]


def colours(image, step=16):
    """Return the colours of an image at points of a grid."""
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    }


def titles(workspace):
    """Return the titles of the dated events."""
    return {e.title for e in workspace.dossier.all(TimelineEvent) if e.starts_at is not None}


def without(record):
    """Return the edit that takes a record away."""
    return Edit("without", removed(record))


def test_the_clipboard_holds_an_image_and_a_drawing_of_the_whole_timeline(
    step, copied, workspace, qtbot
):
    with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
        mime = copied("picture")
    assert told.args == ["The picture is on the clipboard. Names are roles."]
    image = mime.imageData()
    assert image.width() == 3200
    assert QImage.fromData(mime.data(PNG), "PNG").size() == image.size()
    # Lanes of 2, 2, 6, 3 and 3 rows cannot be lower than this, nor twice as high.
    assert 2 * 16 * 33 < image.height() < 4 * 16 * 33 + 800
    assert len(colours(image)) > 8
    shown = words(drawing(mime))
    plain = {text.removeprefix("≈ ") for text in shown}
    assert titles(workspace) <= plain
    assert {lane.title for lane in workspace.dossier.all(Lane)} <= plain
    assert {"Impact began", "Resolved", "Wed 14 Oct 2026", "14:10"} <= plain
    assert shown[-2:] == [
        "All times in Europe/Berlin · Names shown as roles",
        "Checkout latency after pool change",
    ]


def test_the_drawing_opens_and_looks_like_the_image(copied):
    mime = copied("picture")
    image = mime.imageData()
    renderer = QSvgRenderer(QByteArray(drawing(mime)))
    assert renderer.isValid()
    box = renderer.viewBoxF()
    assert (box.width() * 2, box.height() * 2) == (image.width(), image.height())
    again = QImage(image.size(), QImage.Format.Format_RGB32)
    with QPainter(again) as painter:
        renderer.render(painter)
    points = [(x, y) for x in range(0, image.width(), 20) for y in range(0, image.height(), 20)]
    same = sum(image.pixelColor(*point) == again.pixelColor(*point) for point in points)
    assert same > 0.93 * len(points), "apart from letters and edges they are the same"


def test_the_drawing_holds_no_pixels_and_names_fonts_that_others_have(copied):
    text = drawing(copied("picture"))
    assert "<image" not in text
    families = {e.get("font-family") for e in Xml.fromstring(text).iter() if e.get("textLength")}
    assert families == {"Inter, 'Helvetica Neue', Arial, sans-serif"}


def test_names_are_roles_wherever_they_stand(step, copied, workspace, event):
    dossier = workspace.dossier
    takes = event("Takes the page")
    workspace.perform(rename_event(dossier, takes.id, "Ines Halloran asks Ruth Vesely"))
    workspace.perform(change_postmortem(dossier, title="The call of Tom Akande"))
    text = drawing(copied("picture"))
    assert "Payments on-call asks Support lead" in words(text)
    assert words(text)[-1] == "The call of Database engineer"
    for name in ("Ines", "Halloran", "Ruth", "Vesely", "Tom", "Akande"):
        assert name not in text


def test_with_names_shows_only_those_who_chose_it(step, qtbot, copied, workspace, event):
    takes = event("Takes the page")
    edit = rename_event(workspace.dossier, takes.id, "Ines Halloran asks Ruth Vesely")
    workspace.perform(edit)
    with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
        shown = words(drawing(copied("picture_named")))
    assert told.args == ["The picture is on the clipboard. People who chose it are named."]
    assert "Payments on-call asks Ruth Vesely" in shown
    assert shown[-2] == "All times in Europe/Berlin"


def test_what_is_private_is_not_drawn(copied, workspace, event):
    secret = event("Asks whether to post")
    workspace.perform(change_event(workspace.dossier, secret.id, private=True))
    shown = words(drawing(copied("picture_named")))
    assert secret.title not in shown
    assert "Holds the status note for now" in shown


def test_the_selection_alone_is_drawn_with_its_lanes_links_and_milestones(
    step, qtbot, copied, workspace, event
):
    chosen = [event("Takes the page"), event("Sees slow"), event("First ticket")]
    space = workspace
    before = drawing(copied("picture"))
    step.canvas.set_selection([e.id for e in chosen])
    with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
        unlinked = drawing(copied("picture_selection"))
    assert told.args == ["The picture of the selection is on the clipboard. Names are roles."]
    shown = [text.removeprefix("≈ ") for text in words(unlinked)]
    assert titles(space) & set(shown) == {e.title for e in chosen}
    lanes = {lane.title for lane in space.dossier.all(Lane)}
    assert lanes & set(shown) == {"Payments on-call", "Support lead"}
    # 14:13 to 14:16 holds one of the five milestones.
    assert "Acknowledged" in shown
    assert not {"Impact began", "Detected", "Mitigated", "Resolved"} & set(shown)
    assert shown[-2].endswith(" · Part of the timeline")
    assert "Resolved" in words(before)
    space.perform(
        link_records(space.dossier, space.ids, chosen[0].id, chosen[2].id, LinkKind.INFLUENCED)
    )
    ink = f'fill="{theme.LIGHT.edge.name()}"'
    linked = drawing(copied("picture_selection"))
    assert linked.count(ink) > unlinked.count(ink), "a link begins with a dot and ends in a tip"


def test_what_is_in_sight_is_drawn_alone_and_said_so(step, copied, workspace):
    first, *_rest, last = [e for e in workspace.dossier.events() if e.starts_at is not None]
    step.canvas.set_selection([last.id])
    # A thousand pixels from a minute before the first event on are seventeen minutes.
    step.canvas.show_view(TimeScale(first.starts_at - timedelta(minutes=1), 1.0), 0.0)
    plot = step.canvas.view.plot
    seen = {
        event_id
        for event_id in step.canvas.shown.event_ids
        if step.canvas.rect_of(event_id).intersects(plot)
    }
    assert first.id in seen
    assert last.id not in seen
    shown = " ".join(words(drawing(copied("picture_sight"))))
    assert first.title[:12] in shown
    assert last.title[:12] not in shown
    assert "Part of the timeline" in shown


def test_with_no_event_in_sight_there_is_one_sentence(step, qtbot, workspace):
    first = next(e for e in workspace.dossier.events() if e.starts_at is not None)
    step.canvas.show_view(TimeScale(first.starts_at - timedelta(days=300), 1.0))
    told = []
    step.noticed.connect(told.append)
    step.handlers()["picture_sight"]()
    assert told == ["No event is in sight; show some, and copy the picture then."]


def test_events_of_a_folded_lane_are_readable_when_they_are_selected(
    step, copied, workspace, event
):
    ticket = event("Status page")
    workspace.perform(change_lane(workspace.dossier, ticket.lane_id, collapsed=True))
    assert ticket.title not in words(drawing(copied("picture")))
    step.canvas.set_selection([ticket.id])
    assert ticket.title in words(drawing(copied("picture_selection")))


def test_nothing_that_is_selected_or_found_stands_out(step, copied):
    plain = bytes(copied("picture").data(PNG).data())
    step.canvas.set_selection(list(step.canvas.shown.event_ids)[:3])
    step.canvas.set_matches(frozenset())
    assert bytes(copied("picture").data(PNG).data()) == plain


def test_a_filter_holds_for_the_picture_which_says_so(step, copied, workspace, event):
    lane_id = event("Status page").lane_id
    step.middle.filtering.choose(EventFilter(lanes=frozenset({lane_id})))
    hidden = len(step.middle.filtering.hidden)
    assert hidden
    shown = words(drawing(copied("picture")))
    assert "Status page: recovering" in shown
    assert "Latency SLO burn alert" not in shown
    dated = [e for e in workspace.dossier.all(TimelineEvent) if e.starts_at is not None]
    left_out = sum(e.lane_id != lane_id for e in dated)
    assert shown[-2].endswith(f" · {left_out} events left out")


def test_pictures_are_light_unless_the_colours_of_the_screen_are_asked_for(
    step, copied, theme_source
):
    theme_source.set_theme(theme.DARK)
    step.canvas.display.set_theme(theme.DARK)
    assert copied("picture").imageData().pixelColor(1, 1) == theme.LIGHT.surface
    dark = copied("picture_as_shown")
    assert dark.imageData().pixelColor(1, 1) == theme.DARK.surface
    assert theme.DARK.text.name() in drawing(dark)
    assert theme.LIGHT.text.name() not in drawing(dark)


def test_signs_that_drawings_write_otherwise_come_back_as_they_were(copied, workspace, event):
    title = 'p95 < 600 ms & "calm" > \x07before'
    workspace.perform(rename_event(workspace.dossier, event("p95 back").id, title))
    workspace.perform(change_postmortem(workspace.dossier, title="Tea & <cake>"))
    svg = drawing(copied("picture"))
    assert 'p95 < 600 ms & "calm" > before' in words(svg)
    assert Xml.fromstring(svg).findtext("{http://www.w3.org/2000/svg}title") == "Tea & <cake>"


def test_very_many_lanes_make_a_coarser_image_and_not_a_huge_one(copied, workspace, event):
    space = workspace
    ticket = event("Status page")
    lanes = [
        Lane(id=f"lane{n}", postmortem_id=ticket.postmortem_id, title=f"Lane {n}", order=10 + n)
        for n in range(300)
    ]
    space.perform(Edit("many lanes", created(*lanes)))
    mime = copied("picture")
    image = mime.imageData()
    assert 35 * MEGABYTE < image.width() * image.height() < 41 * MEGABYTE
    assert {"Lane 0", "Lane 299"} <= set(words(drawing(mime)))
    margins = {
        image.pixelColor(x, y).name() for x in (2, image.width() - 1) for y in range(image.height())
    }
    assert margins == {theme.LIGHT.surface.name()}, "it was drawn in bands, which leave no trace"


def test_times_over_the_end_of_summer_time_are_those_of_the_clock(copied, workspace, event):
    """25 October 2026: in Berlin the clock shows 02:30 twice, an hour apart."""
    space = workspace
    first = event("p95 back")
    others = [e.id for e in space.dossier.all(TimelineEvent) if e.id != first.id]
    space.perform(remove_events(space.dossier, others))
    for milestone in space.dossier.milestones():
        space.perform(without(milestone))
    begin = first.starts_at.replace(day=25, hour=0, minute=0)
    edit = change_event(
        space.dossier, first.id, starts_at=begin, ends_at=begin + timedelta(hours=3)
    )
    space.perform(edit)
    shown = words(drawing(copied("picture")))
    assert {"Sun 25 Oct 2026 · UTC+02:00", "Sun 25 Oct 2026 · UTC+01:00"} <= set(shown)
    assert sum(text.startswith("02:00") for text in shown) == 2


# What cannot be done


@pytest.mark.parametrize("key", ["picture_selection", "picture_selection_named"])
def test_without_a_selection_there_is_one_sentence(step, qtbot, key):
    with qtbot.waitSignal(step.noticed) as told:
        step.handlers()[key]()
    assert told.args == ["Choose the events that the picture shall show."]
    assert not step.pictures_out.runner.is_busy


def test_of_an_empty_timeline_there_is_no_picture(step, qtbot, workspace):
    dossier = workspace.dossier
    workspace.perform(remove_events(dossier, [e.id for e in dossier.all(TimelineEvent)]))
    for milestone in dossier.milestones():
        workspace.perform(without(milestone))
    with qtbot.waitSignal(step.noticed) as told:
        step.handlers()["picture"]()
    assert told.args == ["There is nothing on the timeline to make a picture of."]


def test_when_all_that_is_chosen_is_private_nothing_is_copied(step, qtbot, workspace, event):
    secret = event("Status page")
    workspace.perform(change_event(workspace.dossier, secret.id, private=True))
    step.canvas.set_selection([secret.id])
    QGuiApplication.clipboard().setText("as before")
    with qtbot.waitSignal(step.noticed, timeout=PATIENCE_MS) as told:
        step.handlers()["picture_selection"]()
    assert told.args == ["Nothing of this may leave the desk, so there is no picture of it."]
    assert QGuiApplication.clipboard().text() == "as before"


def test_a_second_picture_waits_for_the_first(step, qtbot, monkeypatch):
    may_end = threading.Event()
    draw_picture = picture_out.draw_picture

    def draw_late(*arguments):
        assert may_end.wait(PATIENCE_MS / 1000)
        return draw_picture(*arguments)

    monkeypatch.setattr(picture_commands, "draw_picture", draw_late)
    with qtbot.waitSignal(step.pictures_out.runner.succeeded, timeout=PATIENCE_MS):
        step.handlers()["picture"]()
        with qtbot.waitSignal(step.noticed) as told:
            step.handlers()["picture"]()
        may_end.set()
    assert told.args == ["The picture before this one is still being drawn."]


# Saving


def test_a_picture_is_saved_in_the_form_that_its_name_tells(saved, tmp_path):
    image, svg = tmp_path / "incident.PNG", tmp_path / "incident.svg"
    assert saved(image) == f"The picture is at {image}. Names are roles."
    assert saved(svg) == f"The picture is at {svg}. Names are roles."
    assert QImage(str(image)).width() == 3200
    assert "Latency SLO burn alert" in words(svg.read_text(encoding="utf-8"))
    assert {p.name for p in tmp_path.glob("*incident*")} == {"incident.PNG", "incident.svg"}


def test_a_saved_picture_with_names_says_so(saved, tmp_path):
    path = tmp_path / "incident.svg"
    told = saved(path, AudienceKind.FULL)
    assert told == f"The picture is at {path}. People who chose it are named."


def test_another_form_is_told_before_anything_is_written(saved, tmp_path):
    told = saved(tmp_path / "incident.jpg")
    assert told == "“incident.jpg” tells no form of picture; let it end in .png or .svg."
    assert not list(tmp_path.glob("incident*"))


def test_a_folder_that_is_not_there_is_told(saved, tmp_path):
    path = tmp_path / "gone" / "incident.png"
    reason = (
        "The system cannot find the path specified"
        if sys.platform == "win32"
        else ("No such file or directory")
    )
    assert saved(path) == (
        f"The picture cannot be written to {path}: {reason}. Choose another folder."
    )


def test_what_stood_there_before_stays_when_the_new_one_cannot(saved, tmp_path):
    path = tmp_path / "incident.png"
    path.mkdir()
    assert saved(path).endswith("Choose another folder.")
    assert path.is_dir()
    assert [p.name for p in tmp_path.glob("incident*")] == ["incident.png"]


def test_the_dialog_offers_a_name_without_names_and_stops_nothing(step, qtbot, workspace):
    title = "The call of Tom Akande"
    workspace.perform(change_postmortem(workspace.dossier, title=title))
    step.handlers()["picture_save"]()
    (dialog,) = step.window().findChildren(QFileDialog)
    assert dialog.isVisible()
    assert dialog.selectedFiles()[0].endswith("timeline-the-call-of-database-engineer.png")
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "svg"
    dialog.reject()
    qtbot.waitUntil(lambda: not step.window().findChildren(QFileDialog))


def test_every_action_of_pictures_is_handled(step):
    declared = {spec.key for spec in ACTIONS if spec.key.startswith("picture")}
    assert len(declared) == 9
    assert declared == set(step.pictures_out.handlers())
    assert declared <= set(step.handlers())


# What has no time yet


def texts_with_places(svg):
    """Return each text of a drawing with its left and its base line, which are never clipped."""
    root = Xml.fromstring(svg)
    found = {}
    for parent in root.iter("{http://www.w3.org/2000/svg}g"):
        for text in parent.findall("{http://www.w3.org/2000/svg}text"):
            numbers = parent.get("transform", "matrix(1,0,0,1,0,0)")[7:-1].split(",")
            dx, dy = float(numbers[4]), float(numbers[5])
            found[text.text] = float(text.get("x")) + dx, float(text.get("y")) + dy
    return found


def test_what_has_no_time_stands_in_a_row_below_the_lanes(copied, workspace, event):
    colleague = event("A colleague")
    assert colleague.starts_at is None
    places = texts_with_places(drawing(copied("picture")))
    row, card = places["No time yet"], places[colleague.title]
    assert row[1] == pytest.approx(card[1], abs=3)
    assert row[0] < card[0]
    dated = [places[each.title] for each in workspace.dossier.events() if each.title in places]
    assert card[1] == max(y for _x, y in dated)
    assert places["Checkout latency after pool change"][1] > card[1]


def test_very_many_without_a_time_take_further_lines_and_none_is_left_out(copied, workspace):
    before = texts_with_places(drawing(copied("picture")))
    lane = workspace.dossier.lanes()[0]
    numbered = [
        TimelineEvent(
            id=f"u{number}",
            postmortem_id=workspace.dossier.postmortem.id,
            lane_id=lane.id,
            title=f"Somebody tells of number {number} in the queue",
        )
        for number in range(9)
    ]
    workspace.perform(Edit("more", created(*numbered)))
    places = texts_with_places(drawing(copied("picture")))
    cards = [places[each.title] for each in numbered]
    lines = sorted({y for _x, y in cards})
    # Cards of about 320 pixels in some 1,400: four a line, and the colleague's is the first.
    assert len(lines) in (2, 3)
    assert [b - a for a, b in pairwise(lines)] == [33.0] * (len(lines) - 1)
    assert max(x for x, _y in cards) < 1600 - 200
    title = "Checkout latency after pool change"
    assert places[title][1] - before[title][1] == 33 * (len(lines) - 1)


def test_a_filter_keeps_what_has_no_time_out_too(step, copied, event):
    step.middle.filtering.choose(EventFilter(words="Latency SLO"))
    shown = words(drawing(copied("picture")))
    assert "Latency SLO burn alert" in shown
    assert "No time yet" not in shown
    assert event("A colleague").title not in shown


@pytest.mark.parametrize("beside", [True, False])
def test_a_selection_shows_those_without_a_time_that_are_part_of_it(step, copied, event, beside):
    colleague, dated = event("A colleague"), event("Status page")
    step.handlers()["table"]()
    step.middle.table.set_selection([])
    ids = [colleague.id, dated.id] if beside else [colleague.id]
    rows = step.middle.table.view
    rows.select(ids)
    rows.ids_selected.emit(rows.selected_ids())
    shown = words(drawing(copied("picture_selection")))
    assert colleague.title in shown
    assert "No time yet" in shown
    assert (dated.title in shown) is beside
    assert ("Support lead" in shown) is beside
    assert event("Latency SLO").title not in shown


def test_a_timeline_of_nothing_but_what_has_no_time_is_a_picture(copied, workspace, event):
    dossier, kept = workspace.dossier, event("A colleague")
    others = [e.id for e in dossier.all(TimelineEvent) if e.id != kept.id]
    workspace.perform(remove_events(dossier, others))
    for milestone in dossier.milestones():
        workspace.perform(without(milestone))
    mime = copied("picture")
    assert kept.title in words(drawing(mime))
    assert mime.imageData().width() == 3200
    assert mime.imageData().height() < 300
