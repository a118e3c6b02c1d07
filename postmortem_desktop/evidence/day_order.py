"""Whether a source writes the day before the month in its numeric dates, or after it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postmortem_desktop.errors import ImportRejectedError
from postmortem_desktop.i18n import _

_NUMERIC_DATE = re.compile(r"(?<![\d./-])(\d{1,2})([-/])(\d{1,2})\2\d{4}(?!\d)")


def day_comes_first(name: str, texts: Iterable[str]) -> bool | None:
    """Return True for day before month; None where no date leaves a doubt.

    One date with a number above 12 decides for the whole source.

    Raises:
        ImportRejectedError: no date decides, or two contradict each other.
    """
    verdicts: set[bool] = set()
    undecided = example = ""
    for text in texts:
        for match in _NUMERIC_DATE.finditer(text):
            first, second = int(match[1]), int(match[3])
            if first > 12 or second > 12:
                verdicts.add(first > 12)
                example = match[0]
            elif first != second:
                undecided = match[0]
    if len(verdicts) == 1:
        return verdicts.pop()
    if not undecided and not verdicts:
        return None
    raise ImportRejectedError(
        _(
            "{name} has dates such as {date} in which day and month cannot be told apart; "
            "write them as 2026-04-03 and import it again."
        ).format(name=name, date=undecided or example)
    )
