"""A person's own rules: what they add, what they silence, and what is told when they are wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortem_desktop.domain.findings import ActionItem
from postmortem_desktop.editing.wording import HintSieve
from postmortem_desktop.paths import data_folder, phrasing_file
from postmortem_desktop.phrasing import review
from postmortem_desktop.phrasing.kinds import KINDS
from postmortem_desktop.phrasing.lexicon import PhrasingDataError, lexicon
from postmortem_desktop.phrasing.own_rules import OwnRules, load_own
from postmortem_desktop.phrasing.phrases import built_in_phrases
from tests.phrasing.idioms import heard

PLANK = """
[[phrases]]
id = "walk-the-plank-here"
category = "sanction"
words = "walk* the plank"
"""


@pytest.fixture
def own(tmp_path):
    """Return a function that reads rules from a text."""

    def read(content: str, rule_ids: tuple[str, ...] = ()) -> OwnRules:
        path = tmp_path / "phrasing.toml"
        path.write_text(content, encoding="utf-8")
        return load_own(path, rule_ids)

    return read


def test_the_file_lies_beside_the_library():
    assert phrasing_file() == data_folder() / "phrasing.toml"


def test_without_a_file_nothing_changes():
    rules = load_own(phrasing_file())
    assert rules == OwnRules()
    assert rules.merged(built_in_phrases()) == built_in_phrases()
    assert rules.widened(lexicon()) is lexicon()
    assert not rules.mutes("drop-the-ball", "failure_to_act")
    assert not rules.allows("human error", 0, 11)


def test_an_own_phrase_is_heard_beside_the_built_in_ones(own):
    phrases = own(PLANK).merged(built_in_phrases())
    assert heard("She ought to walk the plank.", phrases)[0] == ("sanction", "walk the plank")
    assert heard("The vendor dropped the ball.", phrases)


def test_an_own_phrase_takes_the_place_of_the_built_in_one_with_its_id(own):
    rules = own(
        '[[phrases]]\nid = "drop-the-ball"\ncategory = "failure_to_act"\nwords = "spill* the punch"'
    )
    phrases = rules.merged(built_in_phrases())
    assert heard("The vendor dropped the ball.", phrases) == []
    assert heard("Somewhere they spilled the punch.", phrases) == [
        ("failure_to_act", "spilled the punch")
    ]


def test_an_own_phrase_can_want_a_person_and_can_be_quiet(own):
    (phrase,) = own(PLANK + 'subject = "person"\nquiet = true').phrases
    assert phrase.quiet
    assert heard("The vendor walked the plank.", [phrase])
    assert heard("The robot walked the plank.", [phrase]) == []


def test_capitals_and_curly_apostrophes_are_read_as_written_in_sentences(own):
    rules = own(PLANK.replace("walk* the plank", "Isn’t Seaworthy"))
    assert heard("It isn't seaworthy.", rules.phrases)


def test_phrases_rules_and_categories_can_be_muted(own):
    rules = own('mute = ["drop-the-ball", "sarcasm", "should-have"]', ("should-have",))
    assert rules.mutes("drop-the-ball", "failure_to_act")
    assert rules.mutes("nice-one-whoever", "sarcasm")
    assert rules.mutes("should-have", "counterfactual")
    assert not rules.mutes("sit-on-hands", "failure_to_act")


def test_every_kind_of_which_a_hint_can_be_is_muted_by_its_id(own):
    one_of_each = {
        "attribution": "This is all Marco's fault.",
        "human_error": "The cause was human error.",
        "competence": "Ana was careless.",
        "mindset": "Marco was not paying attention.",
        "counterfactual": "You should have checked the pool.",
        "failure_to_act": "He forgot to ask.",
        "passive_accusation": "Mistakes were made.",
        "accusing_question": "Why did you restart it?",
        "hindsight": "Marco should have known.",
        "sanction": "He must be punished.",
        "absolute": "She always merges on a Friday.",
        "sarcasm": "Some genius decided that.",
        "self_blame": "I was stupid not to check.",
    }
    assert {*one_of_each, "action"} == set(KINDS)
    for kind, text in one_of_each.items():
        muted = own(f'mute = ["{kind}"]')
        assert [hint.kind for hint in review(text)] == [kind]
        assert review(text, own=muted) == []
        others = [other for other in one_of_each.values() if review(other, own=muted)]
        assert len(others) == len(one_of_each) - 1
    item = ActionItem(id="a", postmortem_id="pm", title="Improve the dashboards")
    assert [hint.kind for hint in HintSieve().action_hints(item)] == ["action"]
    assert HintSieve(own=own('mute = ["action"]')).action_hints(item) == []


@pytest.mark.parametrize(
    ("text", "marked", "allowed"),
    [
        ("The Human  Error Budget is spent.", "Human  Error", True),
        ("It is human error.", "human error", False),
        ("The inhuman error budget.", "human error", False),
        ("Tom’s drill went on.", "Tom’s drill went", True),
        ("A human error budget. Then human error.", "Then human error", False),
        ("Then human error. A human error budget.", "Then human error", False),
    ],
)
def test_words_that_are_allowed_are_never_marked(own, text, marked, allowed):
    rules = own('allow = ["human error budget", "tom\'s drill"]')
    start = text.index(marked)
    assert rules.allows(text, start, start + len(marked)) is allowed


def test_own_words_for_people_and_teams_join_the_dictionaries(own):
    words = own('people = "Quaestor quaestors"\nteams = "payments"').widened(lexicon())
    assert {"quaestor", "quaestors"} <= words.roles
    assert "payments" in words.teams
    assert words.roles >= lexicon().roles
    assert "quaestor" not in lexicon().roles


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("mute = ", "phrasing.toml cannot be read as TOML"),
        ("mutes = []", "phrasing.toml: “mutes” means nothing here; write mute, allow, people"),
        ("mute = 3", 'phrasing.toml: “mute” needs a list of texts; write mute = ["…", "…"].'),
        ('mute = "sarcasm"', "phrasing.toml: “mute” needs a list of texts"),
        ('allow = ["a", 3]', "phrasing.toml: “allow” needs a list of texts"),
        ('allow = [" "]', "phrasing.toml: “allow” needs a list of texts"),
        ('mute = ["sarcams"]', "name of no rule, phrase or kind; write sarcasm (Irony), or take"),
        ('mute = ["Irony"]', "“Irony” in “mute” is the name of no rule, phrase or kind; write sar"),
        ('mute = ["drop-ball"]', "write drop-the-ball, or take it out."),
        ('mute = ["qqq"]', "write the id of a phrase or rule, or one of attribution (Somebody nam"),
        ("people = 3", "phrasing.toml: “people” needs a text"),
        ("teams = []", "phrasing.toml: “teams” needs a text"),
        ("phrases = 3", "phrasing.toml: begin each phrase with [[phrases]]."),
        ("phrases = [3]", "phrasing.toml, phrase 1 is no table; begin it with [[phrases]]."),
        ("[[phrases]]", "phrasing.toml, phrase 1: “id” needs a text"),
        (PLANK + "loud = true", "phrasing.toml, phrase 1: “loud” means nothing here; write id,"),
        (PLANK + 'subject = "thing"', 'phrase 1: write subject = "person", or leave “subject” out'),
        (PLANK + 'quiet = "no"', "phrase 1: “quiet” is true or false, without quotation marks."),
        (PLANK + PLANK, "phrasing.toml, phrase 2: “walk-the-plank-here” stands there already"),
        (
            PLANK.replace("sanction", "gossip"),
            "phrase 1: “gossip” is no category; write one of attr",
        ),
        (PLANK.replace("walk-the", "Walk the"), "is no id; write it in small letters"),
        (PLANK.replace("walk*", "(walk*"), "phrase 1, walk-the-plank-here: close each “(”"),
        (PLANK.replace("walk* the plank", "you are"), "would be found nearly everywhere; add a"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(own, content, said):
    with pytest.raises(PhrasingDataError, match=re.escape(said)):
        own(content)


def test_one_wrong_phrase_keeps_the_right_ones_out_too(own):
    with pytest.raises(PhrasingDataError, match="phrase 2: “category” needs a text"):
        own(PLANK + '[[phrases]]\nid = "half"\nwords = "x"')


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    (tmp_path / "phrasing.toml").mkdir()
    with pytest.raises(PhrasingDataError, match=r"phrasing\.toml cannot be opened"):
        load_own(tmp_path / "phrasing.toml")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='pharsemut "=[]\n3{}', max_size=40))
def test_any_file_is_either_read_or_explained(own, content):
    try:
        told = repr(own(content))
    except PhrasingDataError as error:
        told = str(error)
    assert told.startswith(("phrasing.toml", "OwnRules"))
