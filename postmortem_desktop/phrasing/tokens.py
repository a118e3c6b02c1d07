"""One pass over the text: words with their offsets, sentences, and what is not looked at.

Code, log lines, links and paths become one ``MASK`` word each: what machines wrote blames nobody.
Words in quotation marks stay, marked as quoted. Contractions are taken apart (*shouldn’t*,
*shouldnt*, *should of*), so that the matchers see one spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MASK = "\0"
"""The word that stands for a masked stretch of text."""

_LOG_LINE = re.compile(
    r"^[ \t]*(?:"
    r"[\[\d][^\n]*?\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[^\n]*"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [^\n]*"
    r"|(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[ \]:|][^\n]*"
    r"|at [\w.$]+\([^\n]*|File \"[^\n]*|Traceback [^\n]*"
    r"|\$ [^\n]*)",
    re.MULTILINE,
)
_QUOTE = re.compile(
    r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]"
    r"|(?<!\w)'[^'\n]{2,200}'(?!\w)|(?<!\w)‘[^’\n]{2,200}’(?!\w)"
)
_TOKEN = re.compile(
    r"(?P<mask>```.*?(?:```|\Z)|`[^`\n]+`|[a-z]+://\S+|(?<!\w)~?\.{0,2}(?:/[\w.@%+-]+)+"
    r"|\b(?:e\.g|i\.e|etc|vs|approx|Mr|Mrs|Ms|Dr)\.|\b[\w.+-]{1,64}@[\w-]+\.\w+"
    r"|[^\W_]+_\w+|[^\W_]+(?:\.[^\W_]+)+(?:\(\))?)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:[-'’\u02bc][^\W\d_]+)*)"
    r"|(?P<number>\d(?:[\d:.,]*\d)?)"
    r"|(?P<break>\n\s*(?=[-*•#>|\d\n])|\n\s*\n)"
    r"|(?P<stop>[.!?…]{1,8}(?=[\s\"”’')\]*_]|\Z))"
    r"|(?P<mark>[^\s\w]|_)",
    re.DOTALL,
)
_LONGEST_SENTENCE = 200
"""Words without an end mark are cut here, so that no text makes the matchers slow."""

_SUFFIXES = {"ve": "have", "re": "are", "ll": "will", "m": "am", "s": "'s", "d": "'d"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_SHORT = {"u": "you", "ur": "your", "pls": "please"}
_APOSTROPHE_MISSING = {
    f"{stem}nt": stem
    for stem in (
        *("should", "could", "would", "did", "does", "do", "was", "were", "is", "are"),
        *("has", "have", "had", "must", "ought", "might"),
    )
} | {"cant": "can", "wont": "will"}
_HAVE_MISSING = {f"{modal}ve": modal for modal in ("should", "could", "would", "might", "must")}
_WRITTEN_SHORT = frozenset((*_APOSTROPHE_MISSING, *_HAVE_MISSING, *_SHORT, "cannot"))
_MODALS = frozenset(("should", "could", "would", "might", "must"))


@dataclass(slots=True)
class Sentence:
    """The words of one sentence, in columns.

    ``words`` are lower case; marks stand for themselves. ``starts`` and ``ends`` are offsets into
    the whole text. ``capital`` tells whether a word began with a capital.
    """

    words: list[str] = field(default_factory=list[str])
    starts: list[int] = field(default_factory=list[int])
    ends: list[int] = field(default_factory=list[int])
    capital: list[bool] = field(default_factory=list[bool])

    def word(self, index: int) -> str:
        """Return the word at ``index``, or nothing outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def add(self, word: str, start: int, end: int, *, capital: bool = False) -> None:
        """Append one word."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.capital.append(capital)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches between quotation marks: reported words, which are kept as said."""
    return [match.span() for match in _QUOTE.finditer(text)]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text."""
    sentence = Sentence()
    for match in _TOKEN.finditer(_without_log_lines(text)):
        kind = match.lastgroup
        if len(sentence.words) >= _LONGEST_SENTENCE:
            yield sentence
            sentence = Sentence()
        if kind == "word":
            _add_word(sentence, match.group(), match.start())
        elif kind == "break":
            yield sentence
            sentence = Sentence()
        elif kind == "stop":
            sentence.add(match.group()[0], match.start(), match.end())
            yield sentence
            sentence = Sentence()
        elif kind == "mask":
            sentence.add(MASK, match.start(), match.end())
        else:
            sentence.add(match.group(), match.start(), match.end())
    yield sentence


def _without_log_lines(text: str) -> str:
    """Return the text with every log line blanked; its length stays."""
    return _LOG_LINE.sub(lambda match: "\n".ljust(len(match.group())), text)


def _add_word(sentence: Sentence, raw: str, start: int) -> None:
    """Add a word, taking contractions apart."""
    end = start + len(raw)
    capital = raw[0].isupper()
    word = raw.lower()
    if len(word) != len(raw):  # a few letters change length in lower case; they are in no list
        word = raw
    if word.isalpha() and word not in _WRITTEN_SHORT:
        if word == "of" and _follows_modal(sentence):
            word = "have"
        sentence.add(word, start, end, capital=capital)
        return
    for part, length in _parts(word.replace("’", "'").replace("\u02bc", "'")):
        sentence.add(part, start, min(start + length, end), capital=capital)
        start += length
        capital = False


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
        return [(_HAVE_MISSING[word], len(word) - 2), ("have", 2)]
    elif word == "cannot":
        return [("can", 3), ("not", 3)]
    return [(_SHORT.get(word, word), len(word))]


def _follows_modal(sentence: Sentence) -> bool:
    """Tell whether "of" was written for "have", as in *should of checked*."""
    before = len(sentence.words) - 1
    if sentence.word(before) == "not":
        before -= 1
    return sentence.word(before) in _MODALS
