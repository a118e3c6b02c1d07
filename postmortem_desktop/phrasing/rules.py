"""The table of matchers: which function is called where one of its trigger words stands.

Each matcher looks left within the clause for the subject and right for the verb. An unknown
subject, or a thing, leaves it silent. What needs no grammar is a phrase in ``phrases.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from postmortem_desktop.phrasing import blame_rules, duty_rules, verdict_rules
from postmortem_desktop.phrasing.lexicon import Lexicon, lexicon
from postmortem_desktop.phrasing.matching import Match, Matcher, accused
from postmortem_desktop.phrasing.phrases import Phrase, phrases
from postmortem_desktop.phrasing.subjects import Reading

_TRIGGERS: tuple[tuple[Matcher, str], ...] = (
    (duty_rules.should_have, "should ought"),
    (duty_rules.could_have, "could"),
    (duty_rules.had_they, "had"),
    (duty_rules.failed_to, "failed fails failing"),
    (duty_rules.failure_to, "failure"),
    (duty_rules.forgot, "forgot forgotten forgets"),
    (duty_rules.passed_over, "neglected overlooked missed ignored disregarded"),
    (duty_rules.skipped, "skipped bypassed"),
    (duty_rules.did_not, "did"),
    (duty_rules.never_did, "never nobody noone one"),
    (blame_rules.fault, "fault"),
    (blame_rules.blame, "blame blamed blames"),
    (blame_rules.broke, "broke caused took brought nuked wrecked"),
    (blame_rules.caused_by, "caused because due"),
    (blame_rules.responsible_for, "responsible"),
    (blame_rules.why_did_they, "why"),
    (blame_rules.who_did, "who"),
    (verdict_rules.obviously_not, "obviously clearly"),
    (blame_rules.human_error, "error errors mistake mistakes failure"),
    (blame_rules.mistake, "mistake mistakes error errors blunder blunders"),
    (verdict_rules.always, "always never constantly"),
    (verdict_rules.duty_broken, "was were been"),
    (verdict_rules.without_care, "without"),
)


def _listed(words: Lexicon) -> Iterable[tuple[Matcher, Iterable[str]]]:
    """Return the matchers whose triggers are a list of the lexicon."""
    yield verdict_rules.judged, words.judgements
    yield verdict_rules.harsh, words.harsh
    yield verdict_rules.insult, words.insults
    yield verdict_rules.poor_work, words.poor
    yield verdict_rules.state_of_mind, words.minds


@cache
def matchers() -> dict[str, list[Matcher]]:
    """Return every matcher, phrases included, by the words that trigger it."""
    table: dict[str, list[Matcher]] = {}
    for matcher, words in (*((m, w.split()) for m, w in _TRIGGERS), *_listed(lexicon())):
        for word in words:
            table.setdefault(word, []).append(matcher)
    for word, turns in phrases().items():
        table.setdefault(word, []).extend(map(_phrase_matcher, turns))
    return table


def _phrase_matcher(phrase: Phrase) -> Matcher:
    """Return a matcher for one turn of speech."""

    def match(reading: Reading, index: int) -> Match | None:
        found = phrase.end_at(reading, index)
        if found is None:
            return None
        end, person = found
        first = index
        if phrase.needs_person:
            person = accused(reading, index)
            if person is None:
                return None
            first = person.first
        return Match(phrase.category, first, end - 1, person, phrase.quiet)

    return match
