"""What is heard in people's words, cue by cue, and the questions that belong to each."""

from __future__ import annotations

import re

import pytest

from postmortem_desktop.phrasing import next_probe, review
from postmortem_desktop.phrasing.cues import cue_book

HEARD = {
    "observation": [
        ("At 14:05 the graph looked odd.", "looked odd"),
        ("I noticed the queue length on the board.", "I noticed"),
        ("Something was off with the logins.", "Something was off"),
        ("The replication lag jumped.", "The replication lag jumped"),
        ("it was kind of slow", "was kind of slow"),
    ],
    "verdict": [
        ("By then it was broken.", "it was broken"),
        ("The checkout service crashed.", "The checkout service crashed"),
        ("The pool was completely saturated.", "The pool was completely saturated"),
        ("Everything was fine again.", "Everything was fine"),
    ],
    "decision": [
        ("So I restarted the primary.", "So I restarted"),
        ("We decided to wait for the batch.", "We decided"),
        ("I went with the rollback.", "I went with"),
    ],
    "knew": [
        ("I knew the cache was cold.", "I knew"),
        ("We were pretty sure about the disk.", "We were pretty sure"),
        ("I could tell that the node had gone.", "I could tell that"),
    ],
    "feeling": [
        ("It was frustrating.", "frustrating"),
        ("We were under a lot of pressure.", "under a lot of pressure"),
        ("I felt completely lost.", "felt completely lost"),
    ],
    "normally": [
        ("Normally the batch ends at two.", "Normally"),
        ("We usually check the board first.", "usually"),
        ("On a quiet night nobody looks there.", "On a quiet night"),
    ],
    "action": [
        ("At 14:10 I rolled back.", "I rolled"),
        ("Then I opened the runbook.", "I opened"),
        ("Restarted the second node.", "Restarted"),
    ],
    "asked": [
        ("I paged the database team.", "I paged"),
        ("I called the vendor.", "I called the vendor"),
        ("We then escalated to the platform team.", "We then escalated"),
        ("I posted a question in the channel.", "I posted a question in the channel"),
    ],
    "obviously": [
        ("Obviously the cache was warm.", "Obviously"),
        ("Of course the queue grew.", "Of course"),
        ("It clearly came from the deploy.", "clearly"),
    ],
    "we": [
        ("Then we looked at the dashboard.", "we looked"),
        ("The team waited.", "The team waited"),
        ("It took all of us.", "all of us"),
    ],
    "gap": [
        ("The alert came at 14:05. At 14:30 the first node answered.", "14:05. At 14:30"),
        ("Alert 23:55, first login 00:05.", "23:55, first login 00:05"),
        ("2 pm alert, 2:45 pm first login", "2 pm alert, 2:45 pm"),
    ],
    "jargon": [
        ("The LBR refused connections.", "LBR"),
        ("Two DBMs were left.", "DBMs"),
        ("PoolKeeper answered in 3 s.", "PoolKeeper"),
    ],
    "root_cause": [
        ("The root cause was the pool size.", "root cause"),
        ("It all came down to the timeout.", "came down to"),
        ("The outage was caused by a change.", "was caused by"),
    ],
    "human_error": [
        ("It was human error.", "human error"),
        ("That was a careless change.", "careless"),
        ("It was a silly mistake.", "a silly mistake"),
        ("Ben deleted it by mistake.", "by mistake"),
    ],
    "should_have": [
        ("They should have checked the lag.", "should have checked"),
        ("I shouldn’t have merged it.", "shouldn’t have merged"),
        ("We could have waited.", "could have waited"),
        ("Had I known that, it would be different.", "Had I known"),
    ],
    "early_fix": [
        ("We need to add an alert.", "We need to"),
        ("We should automate the drain.", "We should"),
        ("Next time the board comes first.", "Next time"),
        ("Let’s put it in the runbook.", "Let’s"),
    ],
    "self_blame": [
        ("It was my fault.", "my fault"),
        ("I messed it up.", "I messed it up"),
        ("I feel so stupid.", "I feel so stupid"),
        ("That’s on me.", "That’s on me"),
    ],
}
IDIOMS = [
    ("observation", "The p99 line had gone vertical."),
    ("observation", "The numbers were way too low."),
    ("observation", "It did not look right."),
    ("observation", "There was a spike in logins."),
    ("verdict", "The whole thing was a mess."),
    ("decision", "I favoured the network one."),
    ("decision", "The page said to fail over, so that’s what I did."),
    ("knew", "My hunch was DNS."),
    ("knew", "I thought it was the same as last month."),
    ("feeling", "Honestly I panicked a bit and restarted everything."),
    ("normally", "The usual thing is to drain the node first."),
    ("asked", "I reached out to the storage people."),
    ("obviously", "It was a no brainer to roll back."),
    ("obviously", "Everyone knows that box."),
    ("should_have", "If I had looked at the diff, I would know."),
    ("early_fix", "What we really need is a second region."),
    ("early_fix", "We could do with better boards."),
    ("self_blame", "I must have missed the message."),
    ("self_blame", "I let the team down."),
    ("self_blame", "I take full responsibility."),
]
TELLINGS = [(cue, text, words) for cue, rows in HEARD.items() for text, words in rows]
QUESTIONS = [question for cue in cue_book().cues for question in cue.questions]
PAST = re.compile(
    r"\b(did|could|told|happened|was|were|had|came|made|spoke|tipped|asked|pressed|pulled|pointed|varied"
    r"|settled|showed|helped|brought)\b"
)
OUTCOME = re.compile(
    r"\b(outage|fail\w*|wrong|mistakes?|errors?|caus\w*|fault|prevent\w*|broke\w*|breakage"
    r"|should|problem|damage|root|incident)\b",
    re.IGNORECASE,
)
SLOTS = {"words": "PoolKeeper", "when": "that moment", "from": "14:05", "to": "14:30"}


@pytest.mark.parametrize(("cue", "text", "words"), TELLINGS, ids=[row[1] for row in TELLINGS])
def test_each_kind_of_words_is_heard(cue, text, words):
    probe = next_probe(text)
    assert (probe.cue, text[probe.start : probe.end]) == (cue, words)
    assert probe.id.startswith(f"{cue}.")
    assert probe.intent


@pytest.mark.parametrize(("cue", "text"), IDIOMS, ids=[text for _cue, text in IDIOMS])
def test_people_say_the_same_in_many_ways(cue, text):
    assert next_probe(text).cue == cue


def test_every_cue_but_the_one_of_two_accounts_has_its_examples():
    assert set(HEARD) | {"two_stories"} == {cue.id for cue in cue_book().cues}
    assert len(cue_book().cues) == 18


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_question_is_short_open_about_the_past_and_judges_nobody(question):
    asked = question.filled(SLOTS)
    words = re.findall(r"[\w’'-]+", asked)
    assert asked.count("?") == 1
    assert asked.endswith("?")
    assert words[0] in ("How", "What", "Which")
    assert len(words) < 20
    assert PAST.search(asked)
    assert not OUTCOME.search(asked)
    assert not re.search(r"\bwhy\b|\bor (?:not|was|did)\b", asked, re.IGNORECASE)
    assert review(asked) == []


def test_every_question_is_worded_once_and_each_cue_in_several_ways():
    assert len({question.text for question in QUESTIONS}) == len(QUESTIONS)
    assert all(len(cue.questions) >= 3 for cue in cue_book().cues)


@pytest.mark.parametrize(("cue", "text", "words"), TELLINGS, ids=[row[1] for row in TELLINGS])
def test_the_question_on_what_was_told_judges_nobody_either(cue, text, words):
    assert review(next_probe(text).question) == []
