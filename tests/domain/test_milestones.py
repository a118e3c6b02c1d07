"""The derived times, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.kinds import MilestoneKind
from postmortem_desktop.domain.milestones import (
    DERIVED_TIMES,
    MILESTONE_NAMES,
    out_of_order,
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


def moved(kind: MilestoneKind, hour: int, minute: int) -> Dossier:
    """Return the whole incident with one milestone at another time."""
    dossier = dossier_with(*MilestoneKind)
    at = datetime(2026, 10, 14, hour, minute, tzinfo=UTC)
    return Dossier(
        replace(milestone, at=at) if milestone.kind is kind else milestone
        for milestone in dossier.milestones()
    )


def test_a_time_whose_end_stands_before_its_start_is_unknown_and_the_others_stay() -> None:
    # Mitigated at 13:02, an hour and six minutes before the impact began at 14:08.
    dossier = moved(MilestoneKind.MITIGATED, 13, 2)
    assert [measure(dossier) for _label, measure in DERIVED_TIMES] == [
        timedelta(minutes=2),
        timedelta(minutes=3),
        None,
        timedelta(minutes=62),
    ]
    assert out_of_order(dossier) == (MilestoneKind.MITIGATED, MilestoneKind.IMPACT_BEGAN)


def test_an_incident_acknowledged_before_it_was_detected_tells_no_time_for_it() -> None:
    dossier = moved(MilestoneKind.ACKNOWLEDGED, 14, 9)
    assert time_to_acknowledge(dossier) is None
    assert out_of_order(dossier) == (MilestoneKind.ACKNOWLEDGED, MilestoneKind.DETECTED)


def test_two_milestones_at_the_same_time_are_no_time_apart_and_in_order() -> None:
    dossier = moved(MilestoneKind.DETECTED, 14, 8)
    assert time_to_detect(dossier) == timedelta()
    assert out_of_order(dossier) is None


def test_milestones_that_are_missing_are_not_out_of_order() -> None:
    assert out_of_order(dossier_with(MilestoneKind.MITIGATED)) is None
    assert out_of_order(dossier_with()) is None


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
