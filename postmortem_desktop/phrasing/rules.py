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
from postmortem_desktop.phrasing.turn_notation import frequency_of
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
_CONTRACTED = {"can": ("can't", "cant", "cannot"), "will": ("won't", "wont")}


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
    return Rule(phrase.id, phrase.match_around, gate.words, (gate.words, *beside), gate.stretches)


class RuleTable:
    """Rules ready for use: by trigger, and behind a gate."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_word: dict[str, list[Rule]] = {}
        self._alone: set[str] = set()
        self._beside: dict[str, set[str]] = {}
        self._stretches: dict[str, set[str]] = {}
        for rule in rules:
            for word in rule.triggers:
                self.by_word.setdefault(word, []).append(rule)
            self._let_pass(rule)
        self._any = frozenset((*self._alone, *self._beside, *self._stretches))

    def may_match(self, words: list[str]) -> bool:
        """Tell whether a sentence of these words, as they are written, is worth a closer look."""
        met = self._any.intersection(words)
        if not met:
            return False
        if not self._alone.isdisjoint(met):
            return True
        beside, stretches = self._beside, self._stretches
        if any(word in beside and not beside[word].isdisjoint(words) for word in met):
            return True
        text = " ".join(words)
        return any(
            stretch in text for word in met if word in stretches for stretch in stretches[word]
        )

    def _let_pass(self, rule: Rule) -> None:
        gates = [frozenset(_written(part)) for part in sorted(rule.gate, key=frequency_of)]
        for word in gates[0]:
            if word in rule.stretches:
                self._stretches.setdefault(word, set()).update(rule.stretches[word])
            elif len(gates) == 1 or word in gates[1]:
                self._alone.add(word)
            else:
                self._beside.setdefault(word, set()).update(gates[1])


def _written(words: Iterable[str]) -> Iterator[str]:
    """Yield each word, and how it is written together with another one."""
    for word in words:
        yield word
        yield from _CONTRACTED.get(word, ())
        if word in _NOT or word in _MODALS:
            yield from (f"{word}n't", f"{word}nt")
        if word in _MODALS:
            yield from (f"{word}'ve", f"{word}ve", f"{word}n't've", f"{word}a")
        if word == "have":
            yield from (f"{modal}{ending}" for modal in _MODALS for ending in ("'ve", "ve", "a"))
        if word == "did":
            yield "dint"
