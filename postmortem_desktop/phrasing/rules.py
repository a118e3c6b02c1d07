"""All rules by the words that trigger them, and the gate that most sentences do not pass.

Each matcher looks left within the clause for the subject and right for the verb. An unknown
subject, or a thing, leaves it silent. What needs no grammar is a phrase among the idioms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

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
    unreal_rules,
    verdict_rules,
)
from postmortem_desktop.phrasing.lexicon import Lexicon, lexicon
from postmortem_desktop.phrasing.matching import Rule
from postmortem_desktop.phrasing.turn_notation import companions
from postmortem_desktop.phrasing.turns import Phrase

_TOPICS = (
    *(
        counterfactual_rules,
        unreal_rules,
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
_NOT = ("did", "does", "do", "was", "were", "is", "are", "has", "have", "had", "could", "should")
_MODALS = ("should", "could", "would", "might", "must")


def matcher_rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules that know grammar."""
    for topic in _TOPICS:
        yield from topic.rules(words)


@cache
def matcher_ids() -> frozenset[str]:
    """Return the ids of the rules that know grammar."""
    return frozenset(rule.id for rule in matcher_rules(lexicon()))


def phrase_rules(phrase: Phrase) -> Iterator[Rule]:
    """Yield the rules of one turn of speech: by the words that are enough, and by each stretch."""
    also = (phrase.also,) if phrase.also else ()
    stretches = companions(phrase.turn.removeprefix("^"), phrase.gate_at)
    enough = phrase.gate.difference(stretches)
    if enough:
        yield Rule(phrase.id, phrase.match_around, enough, (enough, *also))
    for word, beside in stretches.items():
        opening = frozenset((word,))
        yield Rule(phrase.id, phrase.match_around, opening, (opening, beside, *also))


class RuleTable:
    """Rules ready for use: by trigger, and behind a gate."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_word: dict[str, list[Rule]] = {}
        single: set[str] = set()
        together: dict[str, set[tuple[frozenset[str], ...]]] = {}
        for rule in rules:
            for word in rule.triggers:
                self.by_word.setdefault(word, []).append(rule)
            first, *others = (frozenset(_written(part)) for part in rule.gate)
            if not others:
                single.update(first)
            for word in first if others else ():
                together.setdefault(word, set()).add(tuple(others))
        self._single = frozenset(single)
        self._opening = frozenset(together) - self._single
        self._together = {word: tuple(together[word]) for word in self._opening}

    def may_match(self, words: list[str]) -> bool:
        """Tell whether a sentence of these words, as they are written, is worth a closer look."""
        if not self._single.isdisjoint(words):
            return True
        for word in self._opening.intersection(words):
            for others in self._together[word]:
                if all(not gate.isdisjoint(words) for gate in others):
                    return True
        return False


def _written(words: Iterable[str]) -> Iterator[str]:
    """Yield each word, and how it is written together with another one."""
    for word in words:
        yield word
        if word in _NOT or word in _MODALS:
            yield from (f"{word}n't", f"{word}nt")
        if word in _MODALS:
            yield from (f"{word}'ve", f"{word}ve", f"{word}n't've", f"{word}a")
        if word == "have":
            yield from (f"{modal}{ending}" for modal in _MODALS for ending in ("'ve", "ve", "a"))
        if word == "did":
            yield "dint"
