"""The bank of interview prompts, and which of them comes next."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from postmortem_desktop.i18n import _
from postmortem_desktop.phrasing.lexicon import PhrasingDataError, read_toml, text_of
from postmortem_desktop.resources import resource_path

STAGES: tuple[str, ...] = ("settle", "free_telling", "timeline", "deepen", "close")
"""The arc of an interview."""

ABOUT_EVENT = "about_event"
"""The condition of prompts that ask about one moment; only they have slots to fill."""

_SLOT = re.compile(r"\{(time|event)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to ask, with a softer one to follow when the first finds no answer.

    ``account`` is the account it opens (``"actions"``, …, ``"own_timeline"``), or nothing for
    opening and closing words. ``text`` and ``follow_up`` may hold the slots ``{time}`` and
    ``{event}``.
    """

    id: str
    category: str
    intent: str
    account: str
    stage: str
    text: str
    follow_up: str
    conditions: tuple[str, ...] = ()

    @property
    def about_event(self) -> bool:
        """Whether it can only be asked about a moment of the timeline."""
        return ABOUT_EVENT in self.conditions


@cache
def load_prompts() -> tuple[Prompt, ...]:
    """Return the built-in bank in guide order: by stage, then as the files have them."""
    return read_prompts(sorted(resource_path("prompts").glob("*.toml")))


def read_prompts(paths: Iterable[Path]) -> tuple[Prompt, ...]:
    """Read a bank from its files.

    Raises:
        PhrasingDataError: an entry cannot be understood or an id is there twice.
    """
    prompts: dict[str, Prompt] = {}
    for path in paths:
        entries = read_toml(path).get("prompts")
        if not isinstance(entries, list):
            raise PhrasingDataError(f"{path.name} holds no prompts; begin each with [[prompts]].")
        for number, entry in enumerate(cast(list[object], entries), start=1):
            place = f"{path.name}, prompt {number}"
            if not isinstance(entry, dict):
                raise PhrasingDataError(f"{place} is no table; begin it with [[prompts]].")
            prompt = _prompt(cast(dict[str, object], entry), place)
            if prompt.id in prompts:
                raise PhrasingDataError(f"{place}: the id “{prompt.id}” is taken; choose another.")
            prompts[prompt.id] = prompt
    return tuple(sorted(prompts.values(), key=lambda prompt: STAGES.index(prompt.stage)))


def _prompt(entry: Mapping[str, object], place: str) -> Prompt:
    """Return one entry as a prompt."""
    keys = ("id", "category", "intent", "account", "stage", "text", "follow_up")
    texts = {key: text_of(entry, key, place) for key in keys}
    if texts["stage"] not in STAGES:
        raise PhrasingDataError(f"{place}: “stage” has to be one of {', '.join(STAGES)}.")
    conditions = entry.get("conditions", [])
    if not isinstance(conditions, list):
        raise PhrasingDataError(f"{place}: “conditions” has to be a list.")
    return Prompt(**texts, conditions=tuple(str(item) for item in cast(list[object], conditions)))


def next_prompts(
    prompts: Iterable[Prompt],
    asked_ids: Collection[str],
    account: str,
    about_event: bool,  # noqa: FBT001 - the situation, as the other three
) -> list[Prompt]:
    """Return the prompts of an account, those not yet asked first, each part in guide order.

    Prompts that need a moment are left out unless the talk is ``about_event``.
    """
    fitting = [
        prompt
        for prompt in prompts
        if prompt.account == account and (about_event or not prompt.about_event)
    ]
    return sorted(fitting, key=lambda prompt: prompt.id in asked_ids)


def fill(prompt_text: str, time: str, event: str) -> str:
    """Return a prompt's text with its slots filled; a moment without a time stays a moment."""
    words = {"time": time or _("that moment"), "event": event or _("that moment")}
    return _SLOT.sub(lambda slot: words[slot.group(1)], prompt_text)
