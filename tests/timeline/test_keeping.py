"""Edits of a packed lane, at one pixel a second: a card of ten letters takes 117 with its gap."""

from dataclasses import replace
from itertools import pairwise
from math import inf

from hypothesis.stateful import invariant

from postmortem_desktop.domain.records import TimelineEvent
from postmortem_desktop.timeline.keeping import KeptPacking
from postmortem_desktop.timeline.packing import TALLEST, end_of, seconds_of
from tests.timeline.ground import METRICS, event
from tests.timeline.test_packing import INSEPARABLE, WIDTHS, Packing, names, packing_of


def kept_packing(*events: TimelineEvent, most_rows: int = 12) -> KeptPacking:
    gap, reckoned = METRICS.card_gap, WIDTHS.reckoned
    packing = KeptPacking(1.0, most_rows=most_rows, gap=gap, reckoned=reckoned)
    packing.pack(events, events)
    return packing


FOUR = (event("a", 0), event("b", 50), event("c", 120), event("d", 170))
"""They stand in two rows: a and c, b and d."""


def test_an_event_that_comes_between_others_moves_none_of_them():
    packing = kept_packing(*FOUR)
    assert names(packing) == [["a", "c"], ["b", "d"]]
    new = event("new", 30)
    events = sorted([*FOUR, new], key=seconds_of)
    packing.exchange(events, [new])
    assert names(packing) == [["a", "c"], ["b", "d"], ["new"]]
    # Packed anew, the second one would have had to go.
    assert names(packing_of(events)) == [["a", "c"], ["new", "d"], ["b"]]


def test_it_takes_the_topmost_row_with_room_for_it():
    packing = kept_packing(*FOUR)
    # The first row is free from 237, but a card before "b" has no room there.
    new, other = event("new", 260), event("other", -70)
    packing.exchange([other, *FOUR, new], [new, other])
    assert names(packing) == [["a", "c", "new"], ["other", "b", "d"]]


def test_an_event_that_goes_leaves_the_others_where_they_are():
    packing = kept_packing(*FOUR)
    first, second, third, last = FOUR
    packing.exchange([second, third, last], [first])
    assert names(packing) == [["c"], ["b", "d"]]
    packing.exchange([third], [second, last])
    assert names(packing) == [["c"]]


def test_an_event_that_is_moved_takes_the_topmost_row_with_room_and_the_others_stay():
    packing = kept_packing(*FOUR)
    last = FOUR[3]
    moved, back = event("d", 600), event("d", 130)
    packing.exchange([*FOUR[:3], moved], [last, moved])
    assert names(packing) == [["a", "c", "d"], ["b"]]
    # From 50 the second card takes the row up to 167.
    packing.exchange([*FOUR[:3], back], [moved, back])
    assert names(packing) == [["a", "c"], ["b"], ["d"]]
    packing.exchange(FOUR, [back, last])
    assert names(packing) == [["a", "c"], ["b", "d"]]


def test_an_event_that_needs_more_room_goes_and_the_next_one_stays():
    first, second = event("a", 0, title="x"), event("b", 120)
    packing = kept_packing(first, second)
    longer = replace(first, title="a title that is a good deal longer")
    packing.exchange([longer, second], [first, longer])
    assert names(packing) == [["b"], ["a"]]
    packing.exchange([first, second], [longer, first])
    assert names(packing) == [["a", "b"]]


def test_where_it_could_not_be_read_it_takes_a_new_row_at_the_end():
    packing = kept_packing(*FOUR, most_rows=2)
    # At 160 it would cover 77 pixels of "c" in the first row; in the second one seven of "b" and
    # 107 of its own.
    new = event("new", 160)
    packing.exchange(sorted([*FOUR, new], key=seconds_of), [new])
    assert names(packing) == [["a", "c"], ["b", "d"], ["new"]]


def test_of_a_long_title_so_much_as_can_be_read_is_enough():
    # 60 letters are reckoned at 260 pixels, of which 200 have to stay, with 8 free behind them.
    first, last = event("first", 0, title="x" * 60), event("last", 500, title="x" * 60)
    packing = kept_packing(first, last, most_rows=1)
    near, far = (event(f"at {at}", at, title="x" * 60) for at in (207, 208))
    packing.exchange([first, far, last], [far])
    assert names(packing) == [["first", "at 208", "last"]]
    packing.exchange([first, near, last], [far, near])
    assert names(packing) == [["first", "last"], ["at 207"]]


def test_a_row_with_room_for_the_whole_title_comes_before_one_that_cuts_it():
    first, below = event("first", 0, title="x" * 60), event("below", 0)
    packing = kept_packing(first, below)
    new = event("new", 220)
    packing.exchange([first, below, new], [new])
    assert names(packing) == [["first"], ["below", "new"]]


def test_where_there_are_as_many_rows_as_can_be_looked_at_the_least_is_covered():
    crowd = [event(f"e{place}", place) for place in range(12)]
    packing = kept_packing(*crowd)
    assert len(packing.rows) == 12
    new = event("new", 60)
    packing.exchange([*crowd, new], [new])
    # The first card ends soonest, at 117.
    assert names(packing)[0] == ["e0", "new"]
    assert len(packing.rows) == 12


def test_what_changes_without_needing_more_room_stays_even_where_it_has_none():
    crowd = [event(f"e{place}", place) for place in range(3)]
    packing = kept_packing(*crowd, most_rows=2)
    assert names(packing) == [["e0", "e2"], ["e1"]]
    noted = replace(crowd[2], detail="seen by two")
    packing.exchange([*crowd[:2], noted], [crowd[2], noted])
    assert names(packing) == [["e0", "e2"], ["e1"]]
    # Moved away it finds room, and moved back it stands where it stood.
    moved = event("e2", 500)
    packing.exchange([*crowd[:2], moved], [noted, moved])
    packing.exchange([*crowd[:2], noted], [moved, noted])
    assert names(packing) == [["e0", "e2"], ["e1"]]
    # Unless another one has taken that place.
    packing.exchange([*crowd[:2], moved], [noted, moved])
    other = event("other", 118)
    packing.exchange([*crowd[:2], other, moved], [other])
    packing.exchange([*crowd[:2], noted, other], [moved, noted])
    assert names(packing) == [["e0", "other"], ["e1"], ["e2"]]


def test_an_event_never_shares_a_row_with_one_that_goes_on():
    packing = kept_packing(event("span", 0, 1000), most_rows=1)
    new = event("new", 500)
    packing.exchange([event("span", 0, 1000), new], [new])
    assert names(packing) == [["span"], ["new"]]


def test_at_a_coarser_scale_only_those_move_that_would_hide_a_title():
    events = [event("a", 0), event("tight", 60), event("b", 120), event("far", 280)]
    packing = kept_packing(*events, most_rows=1)
    # With one row for titles all stand in it, and "tight" leaves "a" 52 pixels already.
    assert names(packing) == [["a", "tight", "b", "far"]]
    packing.coarsen(0.9)
    # "b" begins at 108, where the hundred pixels of "a" and the gap end.
    assert names(packing) == [["a", "tight", "b", "far"]]
    packing.coarsen(0.5)
    # Now it would begin at 60; "far", at 140, follows "a" from 117 on.
    assert names(packing) == [["a", "tight", "far"], ["b"]]


class Keeping(Packing):
    """A lane that is edited: each event is in one row, and only what changed has moved."""

    most_rows = 4
    stretch = inf

    def __init__(self) -> None:
        super().__init__()
        self.packing = kept_packing(most_rows=self.most_rows)

    def places(self) -> dict[str, int]:
        rows = enumerate(self.packing.rows)
        return {each.id: place for place, row in rows for each in row.events}

    def exchange(self, gone: list[TimelineEvent], came: list[TimelineEvent]) -> None:
        before, changed = self.places(), {e.id for e in (*gone, *came)}
        stay = [e for e in self.events if e not in gone]
        self.events = sorted([*stay, *came], key=lambda e: (seconds_of(e), e.number))
        self.packing.exchange(self.events, [*gone, *came])
        after = self.places()
        others = before.keys() - changed
        if len(gone) + len(came) <= 40 and len(self.packing.rows) < TALLEST:
            assert {i: after[i] for i in others} == {i: before[i] for i in others}

    @invariant()
    def it_is_packed_as_if_anew(self):
        """Not here: but whatever came, no two in a row go on at one time."""
        rows = self.packing.rows
        found = sorted(e.id for row in rows for e in row.events)
        assert found == sorted(e.id for e in self.events)
        for row in rows:
            assert list(row.starts) == [seconds_of(e) for e in row.events]
            assert list(row.ends) == [end_of(e) for e in row.events]
            assert list(row.starts) == sorted(row.starts)
            for place, (before, after) in enumerate(pairwise(row.starts)):
                if not row.overlaps:
                    assert row.ends[place] <= after
                    assert after - before >= INSEPARABLE - 1e-6


TestKeeping = Keeping.TestCase
