"""All rules by the words that trigger them, and the gate that most sentences do not pass.

Each matcher looks left within the clause for the subject and right for the verb. An unknown
subject, or a thing, leaves it silent. What needs no grammar is a phrase among the idioms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

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
from postmortem_desktop.phrasing.tokens import RUN_TOGETHER, have_as_of, plain_words, taken_apart
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
    return Rule(
        phrase.id,
        phrase.match_around,
        gate.words,
        (gate.words, *beside),
        turn=phrase.turn,
        stretches=gate.stretches,
    )


class _Entry:
    """A rule in the table.

    A sentence has to hold one of each of ``needed``, beside a word of the rarest set of its gate.
    """

    __slots__ = ("is_read", "needed", "number", "rule")

    def __init__(self, number: int, rule: Rule, needed: tuple[frozenset[str], ...]) -> None:
        self.number = number
        self.rule = rule
        self.needed = needed
        self.is_read = not rule.turn

    def may_match(self, present: frozenset[str], plain: Sequence[str], line: str) -> bool:
        """Tell whether the rule may find something in a sentence that holds what is needed."""
        rule = self.rule
        if not self.is_read:  # a turn is read when its rarest words are met, and not before
            self.needed = tuple(needed_words(rule.turn))
            self.is_read = True
            if any(part.isdisjoint(present) for part in self.needed):
                return False
        if rule.turn:
            return may_hold(rule.turn, line)
        return rule.neighbours is None or rule.neighbours.stand(plain, rule.triggers)


class RuleTable:
    """Rules ready for use, behind gates that most sentences do not pass."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._entries: dict[str, list[tuple[frozenset[str], str, _Entry]]] = {}
        for number, rule in enumerate(rules):
            rarest, *others = sorted(rule.gate, key=frequency_of)
            needed = tuple(filter(are_words, others))
            entry = _Entry(number, rule, needed[1:])
            for word in rarest:
                beside = needed[0] if needed else frozenset((word,))
                for stretch in rule.stretches.get(word, ("",)):
                    self._entries.setdefault(word, []).append((beside, stretch, entry))
        self._rarest = frozenset(self._entries)
        listed = chain.from_iterable(self._entries.values())
        self._beside = frozenset[str]().union(*(beside for beside, _stretch, _entry in listed))
        self.candidates = lru_cache(maxsize=_REMEMBERED)(self._candidates)

    def _candidates(self, bare: str) -> tuple[Rule, ...]:
        """Return the rules that may match a sentence, given its bare words."""
        words = bare.split()
        present = frozenset(words)
        odd = [word for word in words if not (word.isalpha() or word.isdigit())]
        odd.extend(RUN_TOGETHER & present)
        if odd:
            present = present.union(*map(plain_words, odd))
        if "of" in present and have_as_of(words):
            present |= {"have"}
        plain: list[str] = []
        line = ""
        besides = self._beside & present
        found: dict[int, Rule] = {}
        for word in self._rarest & present:
            for beside, stretch, entry in self._entries[word]:
                if beside.isdisjoint(besides):
                    continue
                for part in entry.needed:
                    if part.isdisjoint(present):
                        break
                else:
                    if not line:
                        plain = taken_apart(words, odd) if odd else words
                        line = f" {' '.join(plain)} "
                    if stretch in line and entry.may_match(present, plain, line):
                        found[entry.number] = entry.rule
        return tuple(found[number] for number in sorted(found)) if found else ()
