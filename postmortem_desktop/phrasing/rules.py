"""All rules by the words that trigger them, and the gate that most sentences do not pass.

Each matcher looks left within the clause for the subject and right for the verb. An unknown
subject, or a thing, leaves it silent. What needs no grammar is a phrase among the idioms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
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
from postmortem_desktop.phrasing.outlines import (
    bare,
    may_hold,
    needed_words,
)
from postmortem_desktop.phrasing.tokens import Odd, odd_words, plain_words_in
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


_LONG = 100
"""Of more words than these a sentence is taken apart at once: outlines cost more there."""


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
    """A rule in the table, looked up by a word of the rarest set of its gate.

    A sentence has to hold the ``stretch`` too, if there is one, and a word of each of ``needed``.
    """

    __slots__ = ("is_read", "needed", "number", "rule", "stretch")

    def __init__(
        self, number: int, rule: Rule, needed: tuple[frozenset[str], ...], stretch: str
    ) -> None:
        self.number = number
        self.rule = rule
        self.needed = needed
        self.stretch = stretch
        self.is_read = not rule.turn

    def may_match(self, words: Sequence[str], line: str) -> bool:
        """Tell whether the rule may find something in a sentence.

        It is told by its words in order, which stand in ``line`` with blanks around them.
        """
        if self.stretch not in line:
            return False
        for needed in self.needed:
            if needed.isdisjoint(words):
                return False
        rule = self.rule
        if not self.is_read:  # a turn is read when its rarest words are met, and not before
            self.needed = tuple(needed_words(rule.turn))
            self.is_read = True
            return self.may_match(words, line)
        if rule.turn:
            return len(words) > _LONG or may_hold(rule.turn, line)
        return rule.neighbours is None or rule.neighbours.stand(words, rule.triggers)


class RuleTable:
    """Rules ready for use, behind gates that most sentences do not pass."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._entries: dict[str, list[tuple[frozenset[str], _Entry]]] = {}
        self._partners_of: dict[str, frozenset[str]] = {}
        self._pairs: dict[str, Mapping[str, list[_Entry]]] = {}
        for number, rule in enumerate(rules):
            sets = (words for part in rule.gate if (words := bare(part)))
            rarest, *others = sorted(sets, key=frequency_of)
            needed = tuple(others)
            plain = _Entry(number, rule, needed[1:], "")
            for word in rarest:
                entries = self._entries.setdefault(word, [])
                if word not in rule.stretches:
                    entries.append((needed[0] if needed else frozenset((word,)), plain))
                for stretch in rule.stretches.get(word, ()):
                    further = set(stretch.split()) - {word}
                    beside = min(further, key=lambda other: frequency_of((other,)), default=word)
                    entries.append((frozenset((beside,)), _Entry(number, rule, needed, stretch)))

    def candidates(self, sentences: Iterable[str]) -> dict[int, tuple[Rule, ...]]:
        """Return the rules that may match something, by the number of the sentence.

        Sentences are told by their bare words. Two words that a rule needs have to be in the text
        at all, which few are, and then in the same sentence.
        """
        listed = [sentence.split() for sentence in sentences]
        present = set[str]().union(*listed)
        odd = odd_words(present)
        present.update(*odd.values())
        pairs = {
            word: others
            for word in filter(self._entries.__contains__, present)
            if (others := self._partners(word) & present)
        }
        found: dict[int, tuple[Rule, ...]] = {}
        for number, words, entries in list(self._met(listed, odd, pairs)):
            line = f" {' '.join(words)} "
            met = (entry for entry in set(entries) if entry.may_match(words, line))
            rules = {entry.number: entry.rule for entry in met}
            if rules:
                found[number] = tuple(rules[number] for number in sorted(rules))
        return found

    def _met(
        self, listed: Iterable[list[str]], odd: Odd, pairs: Mapping[str, Set[str]]
    ) -> Iterator[tuple[int, list[str], list[_Entry]]]:
        """Yield number and words of each sentence with a pair of words, and what needs it."""
        firsts = frozenset(pairs)
        sought = firsts.union(odd, *pairs.values())
        is_plain = odd.keys().isdisjoint
        for number, words in enumerate(listed):
            here = sought.intersection(words)
            if not is_plain(here):
                words = plain_words_in(words, odd)
                here = sought.intersection(words)
            met: list[_Entry] = []
            for word in firsts & here:
                if not pairs[word].isdisjoint(here):
                    for other in pairs[word] & here:
                        met += self._pairs[word][other]
            if met:
                yield number, words, met

    def _partners(self, word: str) -> frozenset[str]:
        """Return the words of which each pairs up with a word that entries are looked up by."""
        partners = self._partners_of.get(word)
        if partners is None:
            paired = self._pairs[word] = defaultdict[str, list[_Entry]](list)
            for beside, entry in self._entries[word]:
                for other in beside:
                    paired[other].append(entry)
            partners = self._partners_of[word] = frozenset(paired)
        return partners
