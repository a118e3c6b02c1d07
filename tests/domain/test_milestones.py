"""The derived times, worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.milestones import (
    DERIVED_TIMES,
    MILESTONE_NAMES,
    time_to_acknowledge,
    time_to_detect,
    time_to_mitigate,
    time_to_resolve,
)
from postmortem_desktop.domain.records import Milestone

CLOCKS = {
    MilestoneKind.IMPACT_BEGAN: (14, 8),
    MilestoneKind.DETECTED: (14, 10),
    MilestoneKind.ACKNOWLEDGED: (14, 13),
    MilestoneKind.MITIGATED: (14, 58),
    MilestoneKind.RESOLVED: (15, 10),
}


def dossier_with(*kinds: MilestoneKind) -> Dossier:
    return Dossier(
        Milestone(
            id=kind,
            postmortem_id="p",
            kind=kind,
            at=datetime(2026, 10, 14, *CLOCKS[kind], tzinfo=UTC),
        )
        for kind in kinds
    )


def test_the_four_times_of_an_incident() -> None:
    dossier = dossier_with(*MilestoneKind)
    assert time_to_detect(dossier) == timedelta(minutes=2)
    assert time_to_acknowledge(dossier) == timedelta(minutes=3)
    assert time_to_mitigate(dossier) == timedelta(minutes=50)
    assert time_to_resolve(dossier) == timedelta(minutes=62)


@pytest.mark.parametrize("missing", list(MilestoneKind))
def test_a_time_is_unknown_while_one_of_its_milestones_is_missing(missing: MilestoneKind) -> None:
    dossier = dossier_with(*(kind for kind in MilestoneKind if kind is not missing))
    unknown = [measure for _label, measure in DERIVED_TIMES if measure(dossier) is None]
    expected = {
        MilestoneKind.IMPACT_BEGAN: [time_to_detect, time_to_mitigate, time_to_resolve],
        MilestoneKind.DETECTED: [time_to_detect, time_to_acknowledge],
        MilestoneKind.ACKNOWLEDGED: [time_to_acknowledge],
        MilestoneKind.MITIGATED: [time_to_mitigate],
        MilestoneKind.RESOLVED: [time_to_resolve],
    }
    assert unknown == expected[missing]


def test_every_milestone_has_a_name() -> None:
    assert set(MILESTONE_NAMES) == set(MilestoneKind)


def test_milestones_are_listed_by_time() -> None:
    dossier = dossier_with(
        MilestoneKind.RESOLVED, MilestoneKind.IMPACT_BEGAN, MilestoneKind.DETECTED
    )
    assert [m.kind for m in dossier.milestones()] == [
        MilestoneKind.IMPACT_BEGAN,
        MilestoneKind.DETECTED,
        MilestoneKind.RESOLVED,
    ]
