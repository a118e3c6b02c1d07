"""The title of an action item, read word by word: how it begins, and whether it has an end."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from postmortem_desktop.phrasing.patterns import Lists
from postmortem_desktop.phrasing.tokens import MASK, Sentence, sentences

_LABEL_WORDS = 4
"""A colon behind so many words ends a label, as in *Payments: add a retry*."""

_NEAR = 5
_TICKET = re.compile(r"[A-Z][A-Z0-9]+")
_PLURAL = re.compile(r"[^\W\d_]{3,}(?<![sui])s")


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a title; ``first`` is the one that should be a verb."""

    sentence: Sentence
    first: int
    lists: Lists
    ticket: bool

    @property
    def words(self) -> Sequence[str]:
        """The words in lower case, marks among them."""
        return self.sentence.words

    def stretch(self, first: int, behind: int) -> tuple[int, int]:
        """Return the offsets of the words from ``first`` up to ``behind``."""
        return self.sentence.starts[first], self.sentence.ends[behind - 1]

    def has_end(self, behind: int, bounds: Collection[str]) -> bool:
        """Tell whether words from ``behind`` on say where the work ends.

        A bound does, a number, something quoted, written as code or with a ticket's key, and a
        document with a name of its own: *the failover runbook*, *a note*.
        """
        if self.ticket:
            return True
        for index in range(behind, len(self.words)):
            word = self.words[index]
            if word in bounds or word[0].isdigit() or word in (MASK, '"', "“", "”"):
                return True
            if word in self.lists["artefacts"] and self._is_named(index, behind):
                return True
        return False

    def _is_named(self, index: int, behind: int) -> bool:
        """Tell whether a document is one in particular, or a new one."""
        before = self.words[index - 1]
        if before in ("a", "an", "one"):
            return True
        return index > behind and before[0].isalpha() and before not in self.lists["determiners"]

    def begins_with_verb(self) -> bool:
        """Tell whether the first word is a verb, by a list, its form or the next word."""
        word = self.words[self.first]
        following = self.sentence.word(self.first + 1)
        return word == MASK or self._is_verb(word) or following in self.lists["objects"]

    def begins_with_noun(self) -> bool:
        """Tell whether the first word is a noun, or a verb in a form that only names the act."""
        word, lists = self.words[self.first], self.lists
        if word in lists["nouns"]:
            return True
        if word in lists["verbs"]:
            return False
        if len(word) > 5 and word.endswith(tuple(lists["noun_endings"])):
            return not self._is_verb_behind_prefix(word)
        if self.sentence.word(self.first + 1) in lists["objects"]:
            return False
        return bool(_PLURAL.fullmatch(word)) and not self._is_verb(word)

    def _is_verb(self, word: str) -> bool:
        lists = self.lists
        if word in lists["verbs"] or self._is_verb_behind_prefix(word):
            return True
        return len(word) > 4 and word.endswith(tuple(lists["verb_endings"]))

    def _is_verb_behind_prefix(self, word: str) -> bool:
        """Tell whether a known verb follows a hyphen or syllable, as in *re-run*, *redeploy*."""
        if "-" in word:
            return word.rsplit("-", 1)[1] in self.lists["verbs"]
        return any(
            word.startswith(prefix) and word.removeprefix(prefix) in self.lists["verbs"]
            for prefix in self.lists["prefixes"]
        )

    def is_only_remedy(self, found: Sequence[tuple[int, int]]) -> bool:
        """Tell whether teaching people, found at some places, is all that a title asks for."""
        people = [
            (first, behind)
            for first, behind in found
            if self.lists["people_things"].isdisjoint(
                self.words[max(0, first - 1) : behind + _NEAR]
            )
        ]
        if not people:
            return False
        taught = {place for first, behind in people for place in range(first, behind)}
        begins_otherwise = self.first not in taught and self._is_verb(self.words[self.first])
        return not begins_otherwise and taught.issuperset(self.further_acts())

    def further_acts(self) -> list[int]:
        """Return the verbs behind *and*, *then*, a comma and the like."""
        joiners, words = self.lists["joiners"], self.words
        return [
            index
            for index in range(self.first + 1, len(words))
            if words[index - 1] in joiners and words[index] in self.lists["verbs"]
        ]


def read_title(text: str, lists: Lists) -> Title | None:
    """Return a title's words, None where there is none yet."""
    whole = Sentence(text)
    for part in sentences(text):
        whole.words += part.words
        whole.starts.extend(part.starts)
        whole.ends.extend(part.ends)
    first = _first_word(whole, lists)
    if first is None:
        return None
    return Title(whole, first, lists, _names_ticket(text, whole))


def _first_word(sentence: Sentence, lists: Lists) -> int | None:
    """Return the first word behind numbers, brackets, a label and adverbs."""
    words = sentence.words
    index = 0
    if ":" in words[1 : _LABEL_WORDS + 1]:
        index = words.index(":") + 1
    elif words[:1] == ["["] and "]" in words:
        index = words.index("]") + 1
    written = [place for place in range(len(words)) if _is_written(words[place])]
    here = [place for place in written if place >= index] or written
    while len(here) > 1 and _is_adverb(words[here[0]], lists):
        here = here[1:]
    return here[0] if here else None


def _is_adverb(word: str, lists: Lists) -> bool:
    if word in lists["adverbs"]:
        return True
    return len(word) > 4 and word.endswith("ly") and word not in lists["verbs"]


def _is_written(word: str) -> bool:
    return word[:1].isalpha() or word == MASK


def _names_ticket(text: str, sentence: Sentence) -> bool:
    """Tell whether a title names a ticket, such as *PAY-4312*."""
    return any(
        sentence.word(index + 1) == "-"
        and sentence.word(index + 2)[:1].isdigit()
        and bool(_TICKET.fullmatch(text[sentence.starts[index] : sentence.ends[index]]))
        for index in range(len(sentence.words))
    )
