"""An event of the sample session, its inspector, and a ground to open pictures over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from postmortem_desktop.domain.evidence import Attachment
from postmortem_desktop.domain.pictures import Picture, pictures_of
from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.editing.attachment_edits import attach_picture
from postmortem_desktop.ui.pictures.strip import PictureStrip
from postmortem_desktop.ui.pictures.view import PictureView
from postmortem_desktop.ui.theme import ThemeSource
from postmortem_desktop.ui.timeline.inspector import Inspector
from postmortem_desktop.ui.workspace import Workspace
from tests.pictures import graph, saved


@pytest.fixture
def event_id(workspace: Workspace) -> str:
    return next(e.id for e in workspace.dossier.events() if e.title.startswith("Decides to revert"))


@pytest.fixture
def kept(workspace: Workspace, event_id: str) -> Callable[[], list[Attachment]]:
    """Return what reads the pictures of the event as they are now."""
    return lambda: pictures_of(workspace.dossier, event_id)


@pytest.fixture
def attach(workspace: Workspace, event_id: str) -> Callable[..., None]:
    """Return what puts pictures on the event without any widget."""

    def put(*pictures: Picture) -> None:
        workspace.evidence.keep_bytes(picture.data for picture in pictures)
        edit = attach_picture(workspace.dossier, workspace.ids, event_id, *pictures)
        assert workspace.perform(edit)

    return put


@pytest.fixture
def refusals(workspace: Workspace) -> list[str]:
    """Return the sentences that were told."""
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    return told


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, theme_source: ThemeSource, event_id: str) -> QWidget:
    """Return a window with a ground at the left and the inspector of the event at the right."""
    window = QWidget()
    qtbot.addWidget(window)
    ground = QWidget()
    ground.setObjectName("ground")
    inspector = Inspector(workspace, theme_source)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(ground, 1)
    row.addWidget(inspector)
    inspector.setFixedWidth(304)
    view = PictureView(workspace, ground)
    inspector.pictures.open_requested.connect(view.open)
    inspector.show_events([event_id])
    window.resize(1000, 700)
    window.show()
    return window


@pytest.fixture
def strip(desk: QWidget) -> PictureStrip:
    return desk.findChild(Inspector).pictures


@pytest.fixture
def view(desk: QWidget) -> PictureView:
    return desk.findChild(PictureView)


def mime_of_image(width: int = 60, height: int = 40) -> QMimeData:
    mime = QMimeData()
    mime.setImageData(QImage.fromData(saved(graph(width, height))))
    return mime


def mime_of_files(*paths) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def event_named(workspace: Workspace, title: str) -> TimelineEvent:
    return next(e for e in workspace.dossier.all(TimelineEvent) if e.title == title)
