"""How times are written in a typed line: which letters make a clock, a day, a span, a duration.

The forms expect single spaces. They only recognise; what they mean is for ``typed_times``.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from postmortem_desktop.domain.times import parse_clock, parse_day

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS_AWAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_NAMED_DAY = "yesterday|today|tomorrow"
_YEAR = r"(?:,?[ ](?:19|20)\d{2})?"
_DAY = (
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th|\.)?[ ]{_MONTH}{_YEAR}"
    rf"|{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}|{_NAMED_DAY}"
)
_HALF = r"(?:[ ]?[ap](?:\.m\.?|m\b))"
_CLOCK = rf"(?:\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?{_HALF}?|\d{{1,2}}{_HALF})"
_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|days?|d)"
_DURATION = rf"\d{{1,4}}[ ]?{_UNIT}(?:[ ]?\d{{1,4}}[ ]?{_UNIT}){{0,3}}(?:(?<=h)\d{{2}})?"
_OFFSET = (
    r"[ ]?(?:UTC|GMT)[-+−]\d{1,2}(?::\d{2})?(?!\d)|[ ]?(?:Z|UTC|GMT|CES?T)\b|[ ]?[+−]\d{2}:\d{2}"
)
_FOR = rf"(?:[ ]for[ ](?P<duration>{_DURATION}))?"

TIME = re.compile(
    rf"""(?<![^\ (\[,;]) (?:at[ ])?
    (?:
        (?P<rough>[~≈][ ]?)?
        (?:(?P<day>{_DAY})(?P<joint>T|,?[ ]at[ ]|,?[ ]))? (?P<late_rough>[~≈][ ]?)?
        (?P<start>{_CLOCK}|(?P<bare>\d{{3,4}}))
        (?P<offset>{_OFFSET})?
        (?:(?P<dash>[ ]?[-–—][ ]?|[ ](?:to|until)[ ])
           (?:(?P<end_day>{_DAY})(?:T|,?[ ]))? (?P<end>{_CLOCK}|\d{{4}})
           (?P<end_offset>{_OFFSET})?
           |[-–](?P<short>\d{{2}}))?
        {_FOR}
        (?:[ ](?:(?P<day_after>{_NAMED_DAY}|\d{{4}}-\d{{2}}-\d{{2}})|on[ ](?P<on_day>{_DAY})))?
    |
        (?P<near>[~≈][ ]?)? (?P<away>[-+−][ ]?{_DURATION}) {_FOR.replace("duration", "lasting")}
    |
        (?P<now>now) {_FOR.replace("duration", "going_on")}
    )
    (?=$|[ ,;)\]!?]|[–—:](?!\d)|[.-](?:[ ]|$))""",
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
"""One time as it is written; the groups say which form it has."""


def stated_day(text: str, day: date) -> date | None:
    """Return the day that ``text`` names, or None when the calendar has no such day.

    ``day`` is what *today* means; a day without a year lies in the year nearest to it.
    """
    word = text.casefold()
    if word in _DAYS_AWAY:
        return day + timedelta(days=_DAYS_AWAY[word])
    if text[4:5] == "-":
        return parse_day(text)
    month = next(n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", word))
    number, *year = (int(digits) for digits in re.findall(r"\d+", text))
    days: list[date] = []
    for one in year or (day.year, day.year - 1, day.year + 1):
        try:
            days.append(date(one, month, number))
        except ValueError:
            continue
    return min(days, key=lambda found: abs(found - day), default=None)


def stated_clocks(text: str) -> list[time]:
    """Return the clock that ``text`` states, as written first.

    A second one follows, twelve hours later, where the writing leaves the half of the day open:
    ``2:05``. The list is empty when there is no such clock.
    """
    text = re.sub(r"(:\d{2})[.,]\d+", r"\1", text)
    text = re.sub(r"^(\d{1,2})(\d{2})$", r"\1:\2", text)
    text = re.sub(r"^(\d{1,2})(?= ?[ap])", r"\1:00", text, flags=re.IGNORECASE)
    clock = parse_clock(text)
    if clock is None:
        return []
    if re.match(r"[1-9]\D", text) and not states_half(text):
        return [clock, clock.replace(hour=clock.hour + 12)]
    return [clock]


def states_half(text: str) -> bool:
    """Whether a clock says am or pm."""
    return re.search(r"[ap]\.?m", text, re.IGNORECASE) is not None


def stated_duration(text: str) -> timedelta:
    """Return the length of ``1h 30m``; digits without a unit, as in ``1h30``, are minutes."""
    total = timedelta()
    for count, unit in re.findall(r"(\d+) ?([hmsd]?)", text, re.IGNORECASE):
        total += int(count) * _UNITS[unit.lower()]
    return total


def stated_offset(text: str) -> timedelta | None:
    """Return the distance from UTC that is written as ``UTC``, ``CEST``, ``+05:30`` or ``GMT-5``.

    None where there is none, or none that any clock has.
    """
    word = text.strip().upper().replace("−", "-")
    if word in _ZONES:
        return timedelta(hours=_ZONES[word])
    match = re.fullmatch(r"(?:UTC|GMT)?([-+])(\d{1,2})(?::(\d{2}))?", word)
    if match is None:
        return None
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return None if size > _FARTHEST else -size if match[1] == "-" else size


def unread_zone(rest: str) -> str:
    """Return the name of a zone at the beginning of what follows a time, if it says too little.

    ``IST`` is a clock in India, Israel and Ireland, and people write ``EST`` in summer, too.
    """
    match = _UNREAD_ZONE.match(rest)
    return "" if match is None else match[1]


_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "CET": 1, "CEST": 2}
"""Hours before UTC, of the names that mean one thing only."""
_FARTHEST = timedelta(hours=14)
_UNREAD_ZONE = re.compile(
    r" ((?:[ECMP][SD]?T|AK[SD]T|H[SD]T|A[CEW][SD]T|NZ[SD]T|BST|WES?T|EES?T|MSK|[IJK]ST|SGT|HKT))"
    r"(?![\w-])"
)

_UNITS = {
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "": timedelta(minutes=1),
    "s": timedelta(seconds=1),
    "d": timedelta(days=1),
}
