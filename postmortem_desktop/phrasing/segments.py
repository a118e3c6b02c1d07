"""Where the sentences of a text lie, and which parts of it people did not write.

Made for speed: each step is one pass of the regular expression engine over the whole text, and none
goes back, whatever the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LOG_LINE = re.compile(
    r"^[ \t]*(?:"
    r"[\[\d][^\n]*?\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[^\n]*"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [^\n]*"
    r"|(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[ \]:|][^\n]*"
    r"|at [\w.$]+\([^\n]*|File \"[^\n]*|Traceback [^\n]*"
    r"|\$ [^\n]*)",
    re.MULTILINE,
)
_SIGNS_OF_LOGS = re.compile(
    r"TRACE|DEBUG|INFO|NOTICE|WARN|ERROR|FATAL|CRITICAL|Traceback|File \"|\$ |\d\d:\d\d:\d\d|\tat "
)
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTE = re.compile(
    r"[\"“«„'‘](?:"
    r"(?<=\")[^\"\n]{1,400}\"|(?<=“)[^”\n]{1,400}”|(?<=«)[^»\n]{1,400}»|(?<=„)[^“”\n]{1,400}[“”]"
    r"|(?<=')(?<!\w')[^'\n]{2,200}'(?!\w)|(?<=‘)(?<!\w‘)[^’\n]{2,200}’(?!\w))"
)
# A sentence ends at its mark, unless that belongs to an abbreviation; at an empty line; and where a
# line begins a list, a quotation, a heading, a cell or a time.
_END = re.compile(
    r"[.!?…\n](?:"
    r"(?<=\n)\s*(?:\n|(?=[-*•#>|\d]))"
    r"|(?<!\n)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)(?<!\bapprox\.)"
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)"
    r"[.!?…]{0,7}[\"”’')\]*_]{0,7}(?:\s+|\Z))"
)
_BEGIN_QUOTES = "\"“«„'‘"
_AROUND_WORDS = ',;:()[]{}"“”„«»!…*_<>|/=.`~@#$%^&+\\–—•→'
_LONGEST_LINE = 400
_LONGEST = 1_600
"""Characters without an end mark are cut about here, so that no text makes the matchers slow."""


def without_code(text: str) -> str:
    """Return the text with log lines and blocks of code blanked; its length and lines stay."""
    text = without_fences(text)
    return _LOG_LINE.sub(_blank, text) if _SIGNS_OF_LOGS.search(text) else text


def without_fences(text: str) -> str:
    """Return the text with blocks of code between fences blanked; its length stays."""
    return _FENCE.sub(_blank, text) if "```" in text else text


def written_part(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with what stands in log lines blanked.

    Costs no more than the stretch and the lines it begins and ends in, up to a limit.
    """
    first = text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
    last = text.find("\n", end, end + _LONGEST_LINE)
    block = text[first : len(text) if last < 0 else last]
    if len(block) > end - start + 2 * _LONGEST_LINE:
        return text[start:end]
    if not any(map(_LOG_LINE.match, block.split("\n"))):
        return text[start:end]
    return _LOG_LINE.sub(_blank, block)[start - first : end - first]


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match.group())


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence, end mark included."""
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    spans = list(pairwise((0, *ends)))
    if max(end - start for start, end in spans) <= _LONGEST:
        return spans if text else []
    return [part for span in spans for part in _cut(text, *span)]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence in parts that are not too long."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut + 1 if cut > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches between quotation marks: reported words, which are kept as said."""
    if not any(mark in text for mark in _BEGIN_QUOTES):
        return []
    return [match.span() for match in _QUOTE.finditer(text)]


def lower_case(text: str) -> str:
    """Return the text in lower case with straight apostrophes; its length stays."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters become two in lower case; they are in no list
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'").replace("\u02bc", "'")


def bare_words(lowered: str) -> str:
    """Return a text in lower case with blanks for the marks around words; its length stays.

    A question mark stays, as it tells what a sentence is.
    """
    for mark in _AROUND_WORDS:
        lowered = lowered.replace(mark, " ")
    return lowered
