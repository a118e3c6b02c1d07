"""The built-in idioms: each is found where it should be, and look-alikes stay silent."""

from __future__ import annotations

import re

import pytest

from postmortem_desktop.phrasing.kinds import CATEGORIES
from postmortem_desktop.phrasing.lexicon import PhrasingDataError
from postmortem_desktop.phrasing.phrases import built_in_phrases, read_phrases
from postmortem_desktop.phrasing.turns import by_gate
from tests.phrasing.idioms import Idiom, all_idioms, heard

IDIOMS = all_idioms()


def test_there_are_idioms_of_every_category():
    assert {idiom.category for idiom in IDIOMS} == set(CATEGORIES)
    assert len({idiom.id for idiom in IDIOMS}) == len(IDIOMS) > 600


@pytest.mark.parametrize("idiom", IDIOMS, ids=lambda idiom: idiom.id)
def test_an_idiom_is_found_in_its_own_sentences_and_not_in_its_look_alikes(idiom: Idiom):
    assert idiom.found
    for text in idiom.found:
        assert [category for category, _words in heard(text, idiom.phrases())], text
    for text in idiom.silent:
        assert heard(text, idiom.phrases()) == [], text


@pytest.mark.parametrize(
    "text",
    [
        "The cron job fell asleep and woke up at four.",
        "The cache works on autopilot once it is warm.",
        "The migration dropped the ball table and its index.",
        "The service was asleep at the wheel group's request.",
        "Nobody dropped the ball here.",
        "None of us saw it coming.",
        "No heads will roll, and we don't name and shame.",
        "The balancer turned a blind eye to dead hosts.",
        "We would drop the ball only if both pagers were silent.",
        "The team will not cut corners in the next quarter.",
        "If the lead is asleep at the wheel, the deputy is paged.",
        "The process was killed and the worker restarted.",
        "Thanks to the vendor we were back within the hour.",
        "Great job on the quick rollback!",
        "The queue was too slow to drain before six.",
        "The alert fired at 10:02 and the page went to the secondary.",
        "The pods sat on the same node for two days.",
        "The script hit the wrong host because two names were swapped.",
        "Who noticed it first, and what did they see?",
        "Anna, who deleted the old index last year, wrote the guide.",
        "A user who needs logs can ask for them.",
        "The problem was our cache.",
        "Could you just look at the second graph?",
        "What kept you from calling the vendor?",
        "How hard was it to tell the two hosts apart?",
        "All we know is that the disk was full.",
        "The engineer had done this before.",
        "We did not know what the job was doing.",
        "Take them out of the cluster and drain the rest.",
        "How did you decide to fail over?",
        "They fire the hook after each commit.",
        "We should add a check before the deploy.",
        "A single disk would have been enough for the logs.",
        "The writing of the report took two days.",
    ],
)
def test_a_neutral_sentence_holds_no_idiom(text: str):
    assert heard(text, built_in_phrases()) == []


@pytest.mark.parametrize(
    ("text", "category", "words"),
    [
        ("You must have dropped the ball.", "failure_to_act", "You must have dropped the ball"),
        ("Were you asleep at the wheel?", "mindset", "Were you asleep at the wheel"),
        ("The lead managed to drop the ball.", "failure_to_act", "The lead managed to drop the"),
        ("Everybody sat on their hands.", "failure_to_act", "Everybody sat on their hands"),
        ("They weren’t winging it, we were winging it.", "competence", "we were winging it"),
        ("Nice one, whoever pulled the cable.", "sarcasm", "Nice one, whoever"),
    ],
)
def test_the_person_belongs_to_what_is_marked(text: str, category: str, words: str):
    assert any(
        found == category and span.startswith(words)
        for found, span in heard(text, built_in_phrases())
    )


def test_a_phrase_is_looked_up_by_words_that_its_rarest_element_holds():
    for phrase in built_in_phrases():
        element = phrase.elements[phrase.gate.place]
        words = frozenset[str]().union(*(step for stretch in element.stretches for step in stretch))
        assert phrase.gate.words
        assert phrase.gate.words <= words, phrase.id


def test_no_phrase_is_looked_up_by_a_word_of_grammar_alone():
    grammar = {"the", "a", "an", "and", "or", "it", "is", "was", "were", "are", "of", "in", "to"}
    for phrase in built_in_phrases():
        assert phrase.gate.beside or not phrase.gate.words & grammar, phrase.id


def test_phrases_are_read_once_and_kept_by_their_rare_words():
    assert built_in_phrases() is built_in_phrases()
    gates = by_gate(built_in_phrases())
    assert [phrase.id for phrase in gates["thumbs"] if phrase.id == "twiddle-thumbs"]
    assert "the" not in gates


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gossip.toml", "anywhere = 'a: b'", "gossip.toml: “gossip” is no category"),
        ("sanction.toml", "loud = ''", "sanction.toml: “loud” is no kind of turn; name it one of"),
        ("sanction.toml", "anywhere = 3", "sanction.toml: “anywhere” needs a text"),
        ("sanction.toml", "anywhere = 'heads roll'", "“heads roll” has no id; write it as an-id:"),
        ("sanction.toml", "anywhere = 'Heads Roll: x'", "“Heads Roll” is no id; write it in small"),
        (
            "sanction.toml",
            "anywhere = 'a: '",
            "sanction.toml, a: it has to begin with a plain word",
        ),
        ("sanction.toml", "anywhere = '''\na: x\na: y'''", "“a” is in sanction.toml already"),
        ("sanction.toml", "anywhere = ", "sanction.toml cannot be read as TOML"),
    ],
)
def test_a_malformed_file_of_idioms_is_explained(tmp_path, name, content, said):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(PhrasingDataError, match=re.escape(said)):
        read_phrases(tmp_path)
