"""Each construction: sentences that judge, and their neighbours that do not."""

from __future__ import annotations

import pytest

from postmortem_desktop.phrasing import find, review

JUDGING = [
    ("counterfactual", "You should have called the vendor before lunch."),
    ("counterfactual", "Whoever did it, the manager should have stopped the rollout."),
    ("counterfactual", "She shouldn’t have restarted both nodes."),
    ("counterfactual", "they shouldnt have touched the router"),
    ("counterfactual", "I should of asked first"),
    ("counterfactual", "We ought to have rehearsed this."),
    ("counterfactual", "The engineer on duty could have paused the queue."),
    ("counterfactual", "If only they had waited for the canary."),
    ("counterfactual", "Had Lena looked at the second graph, we would have stopped."),
    ("counterfactual", "If he had asked, the team would have told him."),
    ("counterfactual", "The regression should have been caught in staging."),
    ("counterfactual", "You were supposed to watch the queue."),
    ("hindsight", "He should have known that the link was thin."),
    ("hindsight", "They should have seen the pattern."),
    ("hindsight", "It was obviously a bad idea to merge at night."),
    ("hindsight", "All they had to do was read the ticket."),
    ("hindsight", "This could easily have been prevented."),
    ("hindsight", "She should have known better."),
    ("failure_to_act", "The release manager failed to inform support."),
    ("failure_to_act", "He forgot to rotate the key."),
    ("failure_to_act", "Forgot to bump the version, sorry."),
    ("failure_to_act", "Our contractor neglected the backups."),
    ("failure_to_act", "The operators ignored two pages."),
    ("failure_to_act", "Nobody bothered to read the notes."),
    ("failure_to_act", "He restarted it and forgot to tell the others."),
    ("failure_to_act", "You did not even check the hostname."),
    ("failure_to_act", "The vendor never told us about the change."),
    ("failure_to_act", "They skipped the review because it was late."),
    ("failure_to_act", "The delay came from our failure to tell the customer."),
    ("human_error", "The cause was human error."),
    ("human_error", "It came down to operator error on the console."),
    ("human_error", "The engineer made a serious mistake."),
    ("human_error", "Our biggest mistake was to trust it."),
    ("human_error", "Somebody fat-fingered the address."),
    ("human_error", "In the end it was Ana's mistake."),
    ("failure_to_act", "They had forgotten to switch it back."),
    ("competence", "That was careless."),
    ("competence", "Sloppy work all around."),
    ("competence", "I was stupid not to check."),
    ("competence", "It was a dumb decision."),
    ("competence", "The lead showed poor judgement."),
    ("attribution", "The outage was Sofia's fault."),
    ("attribution", "It is our fault."),
    ("attribution", "The storage team is to blame."),
    ("attribution", "Blame the contractors."),
    ("attribution", "You took down the payment service."),
    ("attribution", "It was all caused by the new developer."),
    ("attribution", "He is responsible for the outage."),
    ("accusing_question", "Why did you restart it?"),
    ("accusing_question", "Why didn't they call anyone?"),
    ("accusing_question", "Who approved this change?"),
    ("accusing_question", "So who caused the mess?"),
    ("accusing_question", "What were you thinking?"),
    ("accusing_question", "Whose idea was it to go live on Friday?"),
    ("sanction", "Next time, be more careful."),
    ("sanction", "Remind him to read the ticket."),
    ("sanction", "The developer should be fired."),
    ("sanction", "We must hold the team accountable."),
    ("passive_accusation", "The procedure was not followed."),
    ("passive_accusation", "Mistakes were made."),
    ("passive_accusation", "The change was deployed without any review."),
    ("passive_accusation", "The warnings were simply ignored."),
    ("absolute", "She never reads the handover."),
    ("absolute", "The data team always merges at night."),
    ("absolute", "They keep breaking the schema."),
    ("mindset", "The operator was not paying attention."),
    ("mindset", "They had become complacent."),
    ("mindset", "He didn’t care about the alarm."),
]

NEVER_A_FLAG = [
    "The health check failed.",
    "The request should be retried.",
    "error rate",
    "fault tolerance",
    "fault domain",
    "git blame",
    "The job failed to start.",
    "The cache could have up to 5 entries.",
    "We should add an alert.",
    "No one is to blame.",
    "Who noticed it first?",
    "The team responsible for DNS.",
    "It is clearly visible in the trace.",
]

QUIET = [
    "The pod should have returned 503 by then.",
    "The replica could have lagged behind.",
    "We should have four disks in that array.",
    "You should have received the invitation.",
    "Nobody could have known.",
    "Anyone could have made that choice.",
    "It could have been worse.",
    "We failed to reproduce it on staging.",
    "The deploy failed to reach the second region.",
    "Users who forgot their password were locked out.",
    "If you forgot the key, ask for a new one.",
    "The parser ignored unknown fields.",
    "The balancer missed two heartbeats.",
    "The job skipped the test partition.",
    "They did not know about the flag.",
    "The Kubernetes operator failed to reconcile the claim.",
    "The context manager always opens a new loop.",
    "IPv6 support failed to come up.",
    "Support for two forgotten encodings was added.",
    "Our change caused the outage.",
    "He should have been paged at 02:00, but the rule was off.",
    "She did not expect the queue to grow.",
    "The alert fired and the process was killed.",
    "The user error 422 came back.",
    "Lazy loading hides the latency.",
    "That is a stupid question, perhaps, but where is the log?",
    "The poor performance came from a missing index.",
    "The scheduler always picks the first node.",
    "Always drain the node first.",
    "The memory leak caused the restart.",
    "We broke the work into three steps.",
    "It is not her fault.",
    "Nobody was careless here.",
    "Instead of the word careless, say what you saw.",
    "A blameless review does not ask who made a mistake.",
    "The policy says changes should have been reviewed by two people.",
    "Who was on call that night?",
    "Why did the failover take eleven minutes?",
    "How did you decide to wait?",
    "What did you see on the dashboard?",
    "Maria restarted the primary at 09:40 because the lag showed zero.",
    "There was no rollback plan.",
    "I knew that the second node was empty.",
]

MACHINES_WORDS = [
    "Run `you should have read the manual` in a shell.",
    "```\nyou forgot to set the key\n```",
    "2024-05-01 10:00:02 ERROR you failed to authenticate",
    "See https://example.org/who-approved-this/he-forgot",
    "The file /srv/human_error/careless.log grew.",
    "WARN operator error in module",
]


@pytest.mark.parametrize(("category", "text"), JUDGING, ids=[text for _, text in JUDGING])
def test_judging_wording_is_found_in_its_category(category, text):
    assert category in {found for _start, _end, found in find(text)}


@pytest.mark.parametrize("text", [*NEVER_A_FLAG, *QUIET, *MACHINES_WORDS])
def test_what_judges_nobody_is_left_alone(text):
    assert find(text) == []


def test_the_subject_decides():
    assert find("The engineer failed to notify support.")
    assert not find("The webhook failed to notify support.")
    assert find("The author of the script forgot to test it.")
    assert not find("The script of the author failed to test it.")


def test_hindsight_goes_before_counterfactual():
    assert [category for *_span, category in find("You should have known.")] == ["hindsight"]
    assert [category for *_span, category in find("You should have asked.")] == ["counterfactual"]


def test_a_participant_is_known_by_any_part_of_the_name():
    text = "Zorvanda skipped the review."
    assert review(text) == []
    assert [hint.category for hint in review(text, ["Zorvanda Okonkwo"])] == ["failure_to_act"]
    assert review("The zorvanda skipped the review.", ["Zorvanda"]) == []
