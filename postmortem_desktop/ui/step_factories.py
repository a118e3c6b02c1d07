"""How each step is made; its modules are imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from postmortem_desktop.domain.times import zone_names
from postmortem_desktop.ui import step
from postmortem_desktop.ui.theme import ThemeSource

if TYPE_CHECKING:
    from postmortem_desktop.jobs import Progress
    from postmortem_desktop.ui.evidence.importer import Importer
    from postmortem_desktop.ui.session_page import StepFactory, StepInTurns
    from postmortem_desktop.ui.workspace import Workspace

_MODULES = (
    "timeline.timeline_step",
    "prepare.prepare_step",
    "interview.interview_step",
    "learnings.learnings_step",
    "action_items.actions_step",
    "report.report_step",
    "event_table.event_table",
)
"""What is imported for the steps, in the order in which people come there."""


def import_ahead(progress: Progress) -> None:
    """Import and read what the steps need before anybody goes there; a job."""
    zone_names()
    for name in progress.track(_MODULES):
        import_module(f"postmortem_desktop.ui.{name}")


def read_wording(_progress: Progress) -> None:
    """Read what texts are looked at with before anybody writes one; a job."""
    from postmortem_desktop.phrasing.review import read_ahead

    read_ahead()


def step_factories(
    theme: ThemeSource, importer: Callable[[], Importer]
) -> Mapping[str, StepFactory]:
    """Return what makes the widget of each step, by the step's key.

    Args:
        theme: the colours for those who paint by themselves.
        importer: gives what the import pane can ask for, when the timeline is first shown.
    """

    def prepare(workspace: Workspace) -> QWidget:
        from postmortem_desktop.ui.prepare.prepare_step import PrepareStep

        return PrepareStep(workspace, theme)

    def timeline(workspace: Workspace) -> QWidget:
        from postmortem_desktop.ui.timeline.timeline_step import TimelineStep

        return TimelineStep(workspace, theme, importer())

    def interviews(workspace: Workspace) -> QWidget:
        from postmortem_desktop.ui.interview.interview_step import InterviewsStep

        return InterviewsStep(workspace, theme)

    def learnings(workspace: Workspace) -> QWidget:
        from postmortem_desktop.ui.learnings.learnings_step import LearningsStep

        return LearningsStep(workspace, theme)

    def actions(workspace: Workspace) -> QWidget:
        from postmortem_desktop.ui.action_items.actions_step import ActionsStep

        return ActionsStep(workspace)

    def report(workspace: Workspace) -> QWidget:
        from postmortem_desktop.ui.report.report_step import ReportStep

        return ReportStep(workspace, theme)

    return {
        step.PREPARE: prepare,
        step.TIMELINE: timeline,
        step.INTERVIEWS: interviews,
        step.LEARNINGS: learnings,
        step.ACTIONS: actions,
        step.REPORT: report,
    }


def steps_in_turns(
    theme: ThemeSource, importer: Callable[[], Importer]
) -> Mapping[str, StepInTurns]:
    """Return what makes the widgets of those steps piece by piece that take long."""

    def timeline(workspace: Workspace, parent: QWidget) -> Generator[None, None, QWidget]:
        from postmortem_desktop.ui.timeline.panes import Panes
        from postmortem_desktop.ui.timeline.timeline_step import TimelineStep

        panes = yield from Panes.made(workspace, theme, importer(), parent)
        made = TimelineStep(workspace, theme, importer(), parent, panes)
        yield
        return made

    return {step.TIMELINE: timeline}
