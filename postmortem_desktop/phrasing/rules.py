"""All rules by the words that trigger them, and the gate that most sentences do not pass.

Each matcher looks left within the clause for the subject and right for the verb. An unknown
subject, or a thing, leaves it silent. What needs no grammar is a phrase among the idioms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from postmortem_desktop.phrasing import (
    ability_rules,
    attention_rules,
    blame_rules,
    cause_rules,
    counterfactual_rules,
    duty_rules,
    error_rules,
    habit_rules,
    hindsight_rules,
    mind_rules,
    nobody_rules,
    obligation_rules,
    omission_rules,
    question_rules,
    sanction_rules,
    sarcasm_rules,
    verdict_rules,
)
from postmortem_desktop.phrasing.lexicon import Lexicon, lexicon
from postmortem_desktop.phrasing.matching import Rule
from postmortem_desktop.phrasing.outlines import are_words, may_hold, needed_words
from postmortem_desktop.phrasing.tokens import is_plain, plain_words
from postmortem_desktop.phrasing.turn_notation import frequency_of
from postmortem_desktop.phrasing.turns import Phrase

_TOPICS = (
    *(
        counterfactual_rules,
        obligation_rules,
        duty_rules,
        omission_rules,
        blame_rules,
        cause_rules,
        error_rules,
        question_rules,
    ),
    *(
        nobody_rules,
        hindsight_rules,
        mind_rules,
        attention_rules,
        habit_rules,
        sanction_rules,
        sarcasm_rules,
        verdict_rules,
        ability_rules,
    ),
)
_REMEMBERED = 4_096
"""Sentences of which is kept what may match them, as most of a text stays when one is changed."""


def matcher_rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules that know grammar."""
    for topic in _TOPICS:
        yield from topic.rules(words)


@cache
def matcher_ids() -> frozenset[str]:
    """Return the ids of the rules that know grammar."""
    return frozenset(rule.id for rule in matcher_rules(lexicon()))


def phrase_rule(phrase: Phrase) -> Rule:
    """Return the rule of one turn of speech."""
    gate = phrase.gate
    beside = (gate.beside,) if gate.beside else ()
    return Rule(phrase.id, phrase.match_around, gate.words, (gate.words, *beside), turn=phrase.turn)


class _Entry:
    """A rule under a word of the rarest set of its gate, and what else a sentence has to hold."""

    __slots__ = ("beside", "number", "rule", "turn_read")

    def __init__(self, number: int, rule: Rule, beside: tuple[frozenset[str], ...]) -> None:
        self.number = number
        self.rule = rule
        self.beside = beside
        self.turn_read = not rule.turn

    def place(self) -> int:
        """Return the place of the rule among all."""
        return self.number

    def may_match(self, present: frozenset[str], plain: Sequence[str]) -> bool:
        """Tell whether the rule may find something in a sentence of these words."""
        for part in self.beside:
            if part.isdisjoint(present):
                return False
        rule = self.rule
        if not self.turn_read:
            self.beside = (*self.beside, *needed_words(rule.turn))
            self.turn_read = True
            return self.may_match(present, plain)
        if rule.turn:
            return may_hold(rule.turn, plain)
        return rule.neighbours is None or rule.neighbours.stand(plain, rule.triggers)


class RuleTable:
    """Rules ready for use, behind gates that most sentences do not pass."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        for number, rule in enumerate(rules):
            rarest, *beside = sorted(rule.gate, key=frequency_of)
            entry = _Entry(number, rule, tuple(filter(are_words, beside)))
            for word in rarest:
                self._entries.setdefault(word, []).append(entry)
        self._rarest = frozenset(self._entries)
        self.candidates = lru_cache(maxsize=_REMEMBERED)(self._candidates)

    def _candidates(self, bare: str) -> tuple[Rule, ...]:
        """Return the rules that may match a sentence, given its bare words."""
        plain: Sequence[str] = bare.split()
        present = frozenset(plain)
        odd = [word for word in plain if not (word.isalpha() or word.isdigit())]
        if odd or not is_plain(present):
            plain = [part for word in plain for part in plain_words(word)]
            present = frozenset(plain)
        if "of" in present:
            present |= {"have"}
        found: set[_Entry] = set()
        for word in self._rarest & present:
            for entry in self._entries[word]:
                if entry.may_match(present, plain):
                    found.add(entry)
        return tuple(entry.rule for entry in sorted(found, key=_Entry.place)) if found else ()
