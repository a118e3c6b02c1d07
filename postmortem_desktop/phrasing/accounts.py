"""What one person told, sentence by sentence: the cues in it, its times and its short forms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.clocks import Clock, clocks
from postmortem_desktop.phrasing.cues import Cue, cue_book
from postmortem_desktop.phrasing.segments import quoted_spans
from postmortem_desktop.phrasing.tokens import Sentence, sentences

_SHORTEST_GAP = 10
"""Minutes between two times that are worth a question on what lay between."""

_LONGEST_WORDS = 60
_SPAN_WORDS = frozenset(("to", "till", "until", "through", "-", "–", "—"))
_EXPLAINING = frozenset(("which", "meaning", "short", "our", "the", "a", "an", "or", "that"))
_SHORT_FORM = re.compile(r"[A-Z][A-Z0-9]{1,6}s?")
_COINED = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z0-9]+)+")
_SURNAME = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|Von|O)[A-Z][a-z]+")
_LIKE_WORDS = 2
_KEPT_PLACES = 16
"""Sentences kept for one word when two accounts are laid side by side, so that it stays quick."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue in a text, and what its question is filled with."""

    cue: Cue
    start: int
    end: int
    slots: Mapping[str, str]


class Account:
    """What somebody told, without what machines wrote."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = [found for found in sentences(text) if found.word(0) != ">"]
        self.clocks = [clocks(text, sentence) for sentence in self.sentences]
        self._quotes = quoted_spans(text)

    def heard_in(self, number: int) -> Iterator[Heard]:
        """Yield the cues of one sentence, the rarer ones first."""
        for cue in cue_book().cues:
            for start, end in self._places(cue, number):
                if not self._is_quoted(start, end):
                    yield Heard(cue, start, end, self._slots(cue, number, start, end))
                    break

    def _places(self, cue: Cue, number: int) -> Iterator[tuple[int, int]]:
        """Yield where a sentence holds a cue, its newest words first."""
        sentence = self.sentences[number]
        if cue.found_by == "gap":
            yield from ((earlier.start, later.end) for earlier, later in self._gaps(number))
        elif cue.found_by == "jargon":
            yield from self._unexplained(sentence)
        else:
            for first, behind in cue.patterns.find(sentence.words):
                yield sentence.starts[first], sentence.ends[behind - 1]

    def _is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a stretch touches words in quotation marks: somebody else's words."""
        place = bisect_right(self._quotes, start, key=lambda quote: quote[1])
        return place < len(self._quotes) and self._quotes[place][0] < end

    def _slots(self, cue: Cue, number: int, start: int, end: int) -> dict[str, str]:
        """Return what the question on a stretch of a sentence is filled with."""
        words = " ".join(self.text[start:end].split())
        if len(words) > _LONGEST_WORDS:
            words = words[: _LONGEST_WORDS - 1].rstrip() + "…"
        if cue.found_by != "gap":
            return {"words": words, "when": self._when(number, start)}
        earlier, later = next(gap for gap in self._gaps(number) if gap[1].end == end)
        first, last = (self.text[clock.start : clock.end] for clock in (earlier, later))
        return {"words": words, "when": first, "from": first, "to": last}

    def _when(self, number: int, place: int) -> str:
        """Return the time that a place belongs to, or "that moment".

        It is the nearest before it in its sentence, else the first behind it there, else the last
        that was named in a sentence before.
        """
        here = self.clocks[number]
        before = [clock for clock in here if clock.start <= place]
        named = before[-1] if before else here[0] if here else self._named_before[number]
        return self.text[named.start : named.end] if named else _("that moment")

    @cached_property
    def _named_before(self) -> list[Clock | None]:
        """The last time that was named before each sentence."""
        latest: list[Clock | None] = [None]
        for here in self.clocks:
            latest.append(here[-1] if here else latest[-1])
        return latest

    def _gaps(self, number: int) -> Iterator[tuple[Clock, Clock]]:
        """Yield times that follow on each other, the last ones first, with a gap between them.

        Nothing lies between when the two stand in one sentence or in neighbouring ones.
        """
        before = self.clocks[number - 1][-1:] if number else []
        named = [*before, *self.clocks[number]]
        for index in range(len(named) - 1, 0, -1):
            earlier, later = named[index - 1], named[index]
            if later.minutes_since(earlier) >= _SHORTEST_GAP and not self._is_span(earlier, later):
                yield earlier, later

    def _is_span(self, earlier: Clock, later: Clock) -> bool:
        """Tell whether two times are the ends of one stretch, as in *14:05 to 14:20*."""
        between = self.text[earlier.end : later.start].split()
        if between in ([], ["and"]):
            return True
        return any(word.lower() in _SPAN_WORDS for word in between[-3:])

    def _unexplained(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the short forms and coined names that the account nowhere explains."""
        if self._is_shouted(sentence):
            return
        for index in range(len(sentence.words) - 1, -1, -1):
            if self._is_short_form(sentence, index):
                start, end = sentence.starts[index], sentence.ends[index]
                if self.text[start:end] not in self._explained:
                    yield start, end

    def _is_shouted(self, sentence: Sentence) -> bool:
        """Tell whether most of a sentence is written in capitals."""
        words = [
            self.text[start:end]
            for word, start, end in zip(sentence.words, sentence.starts, sentence.ends, strict=True)
            if word[:1].isalpha()
        ]
        loud = sum(word.isupper() for word in words)
        return len(words) > 2 and loud * 2 > len(words)

    def _is_short_form(self, sentence: Sentence, index: int) -> bool:
        """Tell whether a word is an abbreviation or a coined name that not everybody knows."""
        lists = cue_book().lists
        word = sentence.words[index]
        if not sentence.capital[index] or word in lists["known"] or word in lists["known_names"]:
            return False
        written = self.text[sentence.starts[index] : sentence.ends[index]]
        if _SHORT_FORM.fullmatch(written):
            is_ticket = sentence.word(index + 1) == "-" and sentence.word(index + 2)[:1].isdigit()
            return not is_ticket and word.removesuffix("s") not in lists["known"]
        return bool(_COINED.fullmatch(written)) and not _SURNAME.fullmatch(written)

    @cached_property
    def _explained(self) -> frozenset[str]:
        """The short forms that are said in full somewhere, as in *LBR, our balancer*."""
        return frozenset(
            self.text[sentence.starts[index] : sentence.ends[index]]
            for sentence in self.sentences
            for index in range(len(sentence.words))
            if self._is_short_form(sentence, index) and _is_explained(sentence, index)
        )

    def places_elsewhere(self, sentence: Sentence, clock: Clock) -> bool:
        """Tell whether this account gives another time to what a sentence of another tells.

        The sentence of this account that shares most words with it decides; two have to be shared.
        """
        shared = Counter(
            number for word in _content(sentence) for number in self._places_of_words.get(word, ())
        )
        most = max(shared.values(), default=0)
        alike = [number for number, count in shared.items() if count == most]
        return most >= _LIKE_WORDS and all(
            self.clocks[number][0].minutes != clock.minutes for number in alike
        )

    @cached_property
    def _places_of_words(self) -> dict[str, list[int]]:
        """The sentences with one time, by the words in them."""
        places: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            if len(self.clocks[number]) == 1:
                for word in _content(sentence):
                    kept = places.setdefault(word, [])
                    if len(kept) < _KEPT_PLACES:
                        kept.append(number)
        return places


def _is_explained(sentence: Sentence, index: int) -> bool:
    """Tell whether the words around a short form say what it is."""
    following, second = sentence.word(index + 1), sentence.word(index + 2)
    if following in ("(", "=", "means", "stands") or sentence.word(index - 1) == "(":
        return True
    if following in ("is", "was") and second in ("a", "an", "our", "the"):
        return True
    return following == "," and second in _EXPLAINING


def _content(sentence: Sentence) -> set[str]:
    """Return the words that say what a sentence is about, cut short to be alike in any form."""
    common = cue_book().lists["common"]
    return {
        word[:5]
        for word in sentence.words
        if len(word) > 3 and word[0].isalpha() and word not in common
    }
