"""Typing in a real window: live hints on a long answer take no key away."""

from __future__ import annotations

from random import Random

import pytest

from postmortem_desktop import paths
from postmortem_desktop.clock import CountingIds, system_clock
from postmortem_desktop.domain.dossier import Dossier
from postmortem_desktop.domain.interviews import Answer
from postmortem_desktop.editing.interview_edits import change_answer
from postmortem_desktop.exchange.samples import load_sample
from postmortem_desktop.store.library import Library
from postmortem_desktop.transfer.sessions import add_session
from tests.journey.screen import (
    PROGRAM,
    SAMPLE,
    bring_to_front,
    quit_by_key,
    running,
    stored,
    wait_for,
    xdotool,
)

pytestmark = pytest.mark.real_window

WORDS = 5_000
CHARACTERS = 2_000
PLAIN = "The alert fired at noon and the queue grew by forty requests a second. "
OWN = "I was stupid not to look. "
"""The first hint of the session, so that the list of wording leads to it."""


def long_answer() -> str:
    """Return as many words as an hour of talk has, in paragraphs of about a hundred."""
    plain = PLAIN * 7
    paragraphs = WORDS // len(plain.split()) + 1
    text = OWN + "\n".join([plain.strip()] * paragraphs)
    assert len(text.split()) >= WORDS
    return text


def typed_words() -> str:
    """Return letters and spaces of which no stretch comes twice, so that none can hide."""
    chance = Random(14)
    letters = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz    ") for _ in range(CHARACTERS))
    return letters[:-1] + "x"


def put_into_the_library(text: str) -> str:
    """Store the sample session with a long answer; return the answer's id."""
    sample = load_sample()
    with Library.open(paths.library_file(), clock=system_clock, ids=CountingIds()) as library:
        session_id, _is_new = add_session(
            library, sample.records, sample.evidence, sample.attachments
        )
        editor = library.editor(session_id)
        answer = next(a for a in editor.dossier.all(Answer) if "stupid" in a.text)
        editor.perform(change_answer(editor.dossier, answer.id, text=text))
    return answer.id


def answer_now(answer_id: str) -> str:
    dossier = stored(SAMPLE)
    return dossier.get(Answer, answer_id).text if isinstance(dossier, Dossier) else ""


def test_two_thousand_keys_into_a_five_thousand_word_answer_all_arrive(tmp_path):
    log, text, typed = tmp_path / "output", long_answer(), typed_words()
    answer_id = put_into_the_library(text)
    with running([*PROGRAM, "--sample"], log) as process:
        bring_to_front(SAMPLE)
        # The list of wording, whose first entry is in the answer; Enter puts the cursor there.
        xdotool("key", "ctrl+shift+w", "sleep", 1.5, "key", "Return", "sleep", 0.5)
        xdotool("key", "ctrl+End")
        xdotool("type", "--delay", 5, typed)
        wait_for(lambda: answer_now(answer_id) == text + typed, "every key in the store")
        quit_by_key(process, log)
