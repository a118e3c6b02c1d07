"""Hears in what a person tells what is worth asking about, and offers one next question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from postmortem_desktop.phrasing.accounts import Account, Heard
from postmortem_desktop.phrasing.cues import cue_book


@dataclass(frozen=True, slots=True)
class Probe:
    """One question to ask next.

    ``id`` names the wording, ``cue`` the kind of words that were heard from ``start`` to ``end``,
    ``intent`` what the answer should bring to light.
    """

    id: str
    cue: str
    start: int
    end: int
    question: str
    intent: str


def next_probe(text: str, asked: Collection[str] = ()) -> Probe | None:
    """Return the question to ask after a text, None where nothing in it asks for one.

    The newest words come first: the last sentence that holds a cue decides, and in it the rarer
    cue. ``asked`` are the ids of the probes that were there before; none of them comes again.
    """
    account = Account(text)
    for number in range(len(account.sentences) - 1, -1, -1):
        for heard in account.heard_in(number):
            probe = _unasked(heard, asked)
            if probe is not None:
                return probe
    return None


def probe_between(text: str, other: str, asked: Collection[str] = ()) -> Probe | None:
    """Return a question about a moment that two accounts place at different times.

    The offsets are those of the time in ``text``. Neither account is held to be the right one.
    """
    mine, theirs = Account(text), Account(other)
    (cue,) = (cue for cue in cue_book().cues if cue.found_by == "accounts")
    for number in range(len(mine.sentences) - 1, -1, -1):
        here = mine.clocks[number]
        if len(here) == 1 and theirs.places_elsewhere(mine.sentences[number], here[0]):
            start, end = here[0].start, here[0].end
            slots = {"words": text[start:end], "when": text[start:end]}
            probe = _unasked(Heard(cue, start, end, slots), asked)
            if probe is not None:
                return probe
    return None


def _unasked(heard: Heard, asked: Collection[str]) -> Probe | None:
    """Return the first wording that was not asked yet."""
    cue = heard.cue
    for question in cue.questions:
        if question.id not in asked:
            filled = question.filled(heard.slots)
            return Probe(question.id, cue.id, heard.start, heard.end, filled, cue.intent)
    return None
