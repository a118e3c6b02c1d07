"""Who is said to have done a deed: the subject, seen through the verbs that help to tell it."""

from __future__ import annotations

from postmortem_desktop.phrasing.lexicon import Sure
from postmortem_desktop.phrasing.matching import accused
from postmortem_desktop.phrasing.subjects import Reading, Subject
from postmortem_desktop.phrasing.verb_forms import is_past


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DENIALS = _set("not never hardly")
_HELPING = _set("did does do have has had 'd")
_GUESSING = _set("must may might")
_AUXILIARIES = _set("am is are was were 's has have had 'd did does do would could")
_BEFORE_INFINITIVE = _set("""
    seem seems seemed appear appears appeared manage manages managed choose chose chosen decide
    decides decided tend tends tended like likes liked love loves loved prefer prefers preferred
    proceed proceeds proceeded continue continues continued happen happens happened start started
    began
""")
_BEFORE_GERUND = _set("""
    am is are was were been be 's being keep keeps kept go goes went start starts started stop
    caught busy happily found
""")
_LONGEST_CHAIN = 4


def doer(reading: Reading, verb: int, least: Sure = Sure.NAMED) -> Subject | None:
    """Return who is said to have done what the verb at ``verb`` tells.

    Looks over *have*, *did*, *must have*, *managed to* and *were*; *will*, *should* and *to* tell
    of no deed, and *not* takes it back. ``least`` is how sure the subject has to be people.
    """
    for _step in range(_LONGEST_CHAIN):
        before = reading.before_adverbs(verb - 1)
        if any(word in _DENIALS for word in reading.sentence.words[before + 1 : verb]):
            return None
        if reading.word(before) == "to":
            before = reading.before_adverbs(before - 1)
            if reading.word(before) not in _BEFORE_INFINITIVE:
                return None
        elif not _helps(reading.word(before), reading.word(verb)):
            return accused(reading, verb, least) or _everybody(reading, verb)
        verb = before
    return None


def _everybody(reading: Reading, verb: int) -> Subject | None:
    """Return *everybody* where it tells of the past: *everybody sat on their hands*."""
    subject = reading.subject_before(verb)
    if subject is None or reading.word(subject.first) not in ("everybody", "everyone"):
        return None
    return subject if is_past(reading.word(verb)) else None


def _helps(word: str, verb: str) -> bool:
    """Tell whether a word helps the verb behind it to tell of a deed."""
    if word in _GUESSING:
        return verb == "have"
    if verb in _DENIALS:
        return word in _AUXILIARIES
    return (word in _HELPING and word != verb) or (word in _BEFORE_GERUND and verb.endswith("ing"))
