"""The words of a sentence with their offsets, spelt in one way.

Code, links and paths become one ``MASK`` word each: what machines wrote blames nobody. Contractions
are taken apart (*shouldn’t*, *shouldnt*, *should of*), so that the matchers see one spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from postmortem_desktop.phrasing.segments import lower_case, sentence_spans, without_code

_REMEMBERED = 4_096
"""Parts of texts of which is kept how they are read, as most words come again."""
MASK = "\0"
"""The word that stands for a masked stretch of text."""

_KINDS = {
    "mask": r"`[^`\n]+`|[a-z]{2,12}://\S+|(?<!\w)~?\.{0,2}(?:/[\w.@%+-]+)+"
    r"|\b(?:e\.g|i\.e|etc|vs|approx)\.|\b[\w.+-]{1,64}@[\w-]+\.\w+"
    r"|[^\W_]+_\w+|[^\W_]+(?:\.[^\W_]+)+(?:\(\))?",
    "title": r"\b(?:mr|mrs|ms|dr|prof)\.",
    "word": r"[^\W\d_][^\W_]*(?:[-'][^\W\d_]+)*",
    "number": r"\d(?:[\d:.,]*\d)?",
    "stop": r"[.!?…]{1,8}(?=[\s\"”')\]*_]|\Z)",
    "mark": r"[^\s\w]|_",
}
# Most words end at a blank or a comma, and nothing else could begin with them.
_TOKEN = re.compile("|".join((r"[a-z]++(?=[ ,])", *_KINDS.values())))
_KIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))

_SUFFIXES = {"ve": "have", "re": "are", "ll": "will", "m": "am", "s": "'s", "d": "'d"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_SHORT = {"u": "you", "ur": "your", "pls": "please"}
_APOSTROPHE_MISSING = {
    f"{stem}nt": stem
    for stem in (
        *("should", "could", "would", "did", "does", "do", "was", "were", "is", "are"),
        *("has", "have", "had", "must", "ought", "might"),
    )
} | {"cant": "can", "wont": "will", "dint": "did"}
_HAVE_MISSING = {
    **{f"{modal}ve": modal for modal in ("should", "could", "would", "might", "must")},
    **{f"{modal}a": modal for modal in ("should", "could", "would")},
}
RUN_TOGETHER = frozenset((*_APOSTROPHE_MISSING, *_HAVE_MISSING, *_SHORT, "cannot"))
"""Contractions that are written like one word."""
MODALS = frozenset(("should", "could", "would", "might", "must"))


Odd = dict[str, tuple[str, ...]]
"""Words that stand for others as they are written, with these."""


class Sentence:
    """The words of one sentence, in columns.

    ``words`` are lower case; marks stand for themselves. ``starts`` and ``ends`` are offsets into
    the text.
    """

    __slots__ = (
        "_capital",
        "_ends",
        "_lowered",
        "_named",
        "_start",
        "_starts",
        "_text",
        "_tokens",
        "words",
    )

    def __init__(
        self, text: str, lowered: str = "", start: int = 0, tokens: Sequence[str] = ()
    ) -> None:
        self._text = text
        self._lowered = lowered
        self._start = start
        self._tokens = tokens
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._capital: list[bool] | None = None
        self._named: list[bool] | None = None
        self.words: list[str] = []

    @property
    def starts(self) -> list[int]:
        """Where each word begins."""
        self._find_places()
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Where each word ends."""
        self._find_places()
        return self._ends

    def _find_places(self) -> None:
        """Find the tokens in the text, which most sentences are not asked for."""
        lowered, starts, ends, end = self._lowered, self._starts, self._ends, self._start
        for written in self._tokens:
            start = lowered.find(written, end)
            end = start + len(written)
            if _is_simple(written):
                starts.append(start)
                ends.append(end)
                continue
            for _word, length in _words_of(written):
                starts.append(start)
                ends.append(min(start + length, end))
                start += length
        self._tokens = ()

    def word(self, index: int) -> str:
        """Return the word at ``index``, or nothing outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    @property
    def capital(self) -> list[bool]:
        """Whether each word begins with a capital."""
        if self._capital is None:
            self._capital = [self._text[start : start + 1].isupper() for start in self.starts]
        return self._capital

    @property
    def named(self) -> list[bool]:
        """Whether each word is written like a name: a capital, and small letters after it."""
        if self._named is None:
            written = map(self._text.__getitem__, map(slice, self.starts, self.ends))
            self._named = [
                word.istitle() or (word[:1].isupper() and word[1:].islower()) for word in written
            ]
        return self._named


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text, without code and log lines; one without words for no text."""
    written = without_code(text)
    lowered = lower_case(written)
    for start, end in sentence_spans(written) or [(0, 0)]:
        yield read_sentence(written, lowered, start, end)


def read_sentence(text: str, lowered: str, start: int, end: int) -> Sentence:
    """Return the words between two offsets of a text, of which ``lowered`` is the lower case."""
    stretch = lowered[start:end]
    tokens: list[str] = []
    sentence = Sentence(text, lowered, start, tokens)
    words = sentence.words
    # Only code reaches over blanks; without it, what stands between two blanks is read by itself.
    for part in stretch.split() if "`" not in stretch else (stretch,):
        written, plain = _tokens_in(part)
        tokens += written
        words += plain
    for place, word in enumerate(words):
        if word == "of" and _follows_modal(words, place):
            words[place] = "have"
    return sentence


@lru_cache(maxsize=_REMEMBERED)
def _tokens_in(part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tokens in a part of a text, and the words they stand for."""
    tokens = tuple(_TOKEN.findall(part))
    words: list[str] = []
    for written in tokens:
        if _is_simple(written):
            words.append(written)
        else:
            words.extend([word for word, _length in _words_of(written)])
    return tokens, tuple(words)


def _is_simple(written: str) -> bool:
    """Tell whether what is written is one word of letters, and stands for itself."""
    return written.isalpha() and written not in RUN_TOGETHER


@lru_cache(maxsize=_REMEMBERED)
def _words_of(token: str) -> list[tuple[str, int]]:
    """Return the words a token stands for, each with the number of letters it takes."""
    match = _KIND.fullmatch(token)
    kind = match.lastgroup if match else None
    if kind == "word":
        return _parts(token)
    if kind == "title":
        return [(token[:-1], len(token) - 1)]
    if kind == "mask":
        return [(MASK, len(token))]
    return [(token[0] if kind == "stop" else token, len(token))]


_PLAIN = re.compile(rf"{_KINDS['word']}|\d+|\?")


@lru_cache(maxsize=_REMEMBERED)
def plain_words(written: str) -> tuple[str, ...]:
    """Return the words in what stands between two blanks, contractions taken apart."""
    return tuple(part for word in _PLAIN.findall(written) for part, _length in _parts(word))


def odd_words(present: Set[str]) -> Odd:
    """Return the words of a text for which others may stand, each with these.

    They are contractions, and words before an *of* that may be a *have*.
    """
    odd: Odd = {}
    for word in present:
        if not (word.isalpha() or word.isdigit()) or word in RUN_TOGETHER:
            plain = plain_words(word)
            if plain != (word,):
                odd[word] = plain
    if "of" in present:
        odd.update((modal, (modal,)) for modal in MODALS & present)
    return odd


def plain_words_in(words: Iterable[str], odd: Odd) -> list[str]:
    """Return the words of a sentence in order, with what odd ones stand for in their place.

    What may be *have* written as *of* counts as both.
    """
    apart = [plain for word in words for plain in odd.get(word, (word,))]
    if any(
        word == "of" and not MODALS.isdisjoint(apart[max(0, place - 2) : place])
        for place, word in enumerate(apart)
    ):
        apart.append("have")
    return apart


def _parts(word: str) -> list[tuple[str, int]]:
    """Return the plain words in a word, each with the number of letters it takes."""
    if "'" in word:
        if word.endswith("n't"):
            stem = word[:-3]
            return [(_STEMS.get(stem, stem), len(stem)), ("not", 3)]
        stem, _mark, suffix = word.rpartition("'")
        if suffix in _SUFFIXES and stem:
            return [*_parts(stem), (_SUFFIXES[suffix], len(suffix) + 1)]
    elif word in _APOSTROPHE_MISSING:
        return [(_APOSTROPHE_MISSING[word], len(word) - 2), ("not", 2)]
    elif word in _HAVE_MISSING:
        modal = _HAVE_MISSING[word]
        return [(modal, len(modal)), ("have", len(word) - len(modal))]
    elif word == "cannot":
        return [("can", 3), ("not", 3)]
    return [(_SHORT.get(word, word), len(word))]


def _follows_modal(words: Sequence[str], place: int) -> bool:
    """Tell whether "of" was written for "have", as in *should of checked*."""
    before = place - 1
    if before > 0 and words[before] == "not":
        before -= 1
    return before >= 0 and words[before] in MODALS
