"""All rules by the words that trigger them, and the gate that most sentences do not pass.

Each matcher looks left within the clause for the subject and right for the verb. An unknown
subject, or a thing, leaves it silent. What needs no grammar is a phrase among the idioms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    unreal_rules,
    verdict_rules,
)
from postmortem_desktop.phrasing.lexicon import Lexicon, lexicon
from postmortem_desktop.phrasing.matching import Rule
from postmortem_desktop.phrasing.outlines import (
    BareSentence,
    are_words,
    may_hold,
    needed_words,
)
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

    def may_match(self, sentence: BareSentence) -> bool:
        """Tell whether the rule may find something in a sentence that holds what is needed."""
        rule = self.rule
        if not self.is_read:  # a turn is read when its rarest words are met, and not before
            self.needed = tuple(needed_words(rule.turn))
            self.is_read = True
            if not sentence.holds(self.needed):
                return False
        if rule.turn:
            return may_hold(rule.turn, sentence.line)
        return rule.neighbours is None or rule.neighbours.stand(sentence.plain, rule.triggers)


class RuleTable:
    """Rules ready for use, behind gates that most sentences do not pass."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._entries: dict[str, list[tuple[frozenset[str], str, _Entry]]] = {}
        besides: set[str] = set()
        for number, rule in enumerate(rules):
            rarest, *others = sorted(rule.gate, key=frequency_of)
            needed = tuple(filter(are_words, others))
            entry = _Entry(number, rule, needed[1:])
            for word in rarest:
                beside = needed[0] if needed else frozenset((word,))
                besides |= beside
                for stretch in rule.stretches.get(word, ("",)):
                    self._entries.setdefault(word, []).append((beside, stretch, entry))
        self._rarest = frozenset(self._entries)
        self._besides = frozenset(besides)
        self.candidates = lru_cache(maxsize=_REMEMBERED)(self._candidates)

    def _candidates(self, bare: str) -> tuple[Rule, ...]:
        """Return the rules that may match a sentence, given its bare words."""
        sentence = BareSentence(bare)
        present = sentence.present
        besides = self._besides & present
        found: dict[int, Rule] = {}
        for word in self._rarest & present:
            for beside, stretch, entry in self._entries[word]:
                if (
                    not beside.isdisjoint(besides)
                    and (not entry.needed or sentence.holds(entry.needed))
                    and (not stretch or stretch in sentence.line)
                    and entry.may_match(sentence)
                ):
                    found[entry.number] = entry.rule
        return tuple(found[number] for number in sorted(found)) if found else ()
