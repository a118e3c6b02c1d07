"""All rules by the words that trigger them, and the gate that most sentences do not pass.

Each matcher looks left within the clause for the subject and right for the verb. An unknown
subject, or a thing, leaves it silent. What needs no grammar is a phrase among the idioms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from postmortem_desktop.phrasing import (
    blame_rules,
    counterfactual_rules,
    duty_rules,
    error_rules,
    habit_rules,
    hindsight_rules,
    mind_rules,
    nobody_rules,
    omission_rules,
    question_rules,
    sanction_rules,
    sarcasm_rules,
    verdict_rules,
)
from postmortem_desktop.phrasing.lexicon import Lexicon, lexicon
from postmortem_desktop.phrasing.matching import Rule
from postmortem_desktop.phrasing.turns import Phrase

_TOPICS = (
    *(counterfactual_rules, duty_rules, omission_rules, blame_rules, error_rules, question_rules),
    *(nobody_rules, hindsight_rules, mind_rules, habit_rules, sanction_rules, sarcasm_rules, verdict_rules),
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


def phrase_rule(phrase: Phrase) -> Rule:
    """Return the rule of one turn of speech."""
    gates = (phrase.gate, phrase.also) if phrase.also else (phrase.gate,)
    return Rule(phrase.id, phrase.match_around, phrase.gate, gates)


class RuleTable:
    """Rules ready for use: by trigger, and behind a gate."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_word: dict[str, list[Rule]] = {}
        single: set[str] = set()
        several: set[tuple[frozenset[str], ...]] = set()
        for rule in rules:
            for word in rule.triggers:
                self.by_word.setdefault(word, []).append(rule)
            gates = tuple(frozenset(_written(part)) for part in rule.gate)
            if len(gates) == 1:
                single.update(gates[0])
            else:
                several.add(gates)
        self._single = frozenset(single)
        self._several = tuple(several)
        self._opening: frozenset[str] = frozenset(word for gates in several for word in gates[0])

    def may_match(self, words: list[str]) -> bool:
        """Tell whether a sentence of these words, as they are written, is worth a closer look."""
        if not self._single.isdisjoint(words):
            return True
        if self._opening.isdisjoint(words):
            return False
        return any(all(not gate.isdisjoint(words) for gate in gates) for gates in self._several)


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
