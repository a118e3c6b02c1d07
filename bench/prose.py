"""Post-mortem prose of any length, made of our own sentences; the same text for the same seed.

Most of it tells what was seen and done, with times, numbers, code and names. About one sentence in
twenty-five blames somebody, as in a first draft. No sentence comes twice in a text, nor in another
one of the same writer, so that nothing can be remembered from one check to the next.
"""

from __future__ import annotations

from random import Random
from string import Formatter

SEED = 20261014
SHARE_OF_BLAME = 0.04
PEOPLE = ("Ana Lopez", "Marco Rossi", "Priya Nair", "Jonas Weber", "Lena Fischer", "Tomasz Zielak")
"""Whose names are given along with a text."""

_SLOTS: dict[str, tuple[str, ...]] = {
    "person": tuple(name.split()[0] for name in PEOPLE),
    "team": (
        "the platform team",
        "the database team",
        "the payments team",
        "support",
        "the vendor",
    ),
    "role": (
        "the incident lead",
        "the night operator",
        "the on-call engineer",
        "the release owner",
    ),
    "service": (
        *(
            "checkout",
            "the order queue",
            "the session cache",
            "the price service",
            "the edge proxy",
        ),
        *("search", "the billing export", "the identity provider", "the mail relay"),
    ),
    "code": (
        "`pool.max_size`",
        "`kubectl rollout undo`",
        "`retry_budget`",
        "`orders-db-2`",
        "`v4.18.2`",
    ),
    "symptom": (
        *("timeouts", "a slow drain of connections", "stale prices", "duplicate mails"),
        *("a growing backlog", "missing sessions", "refused writes"),
    ),
    "step": (
        *(
            "restart the workers",
            "fail over to the replica",
            "roll the release back",
            "raise the limit",
        ),
        *(
            "drain the node",
            "clear the backlog by hand",
            "switch the feature off",
            "page a second person",
        ),
    ),
    "place": ("Frankfurt", "the second zone", "the canary group", "the old cluster", "staging"),
    "check": (
        "checked the dashboard",
        "called the vendor",
        "tested the rollback",
        "read the runbook",
    ),
}

_CALM = (
    "At {time} {service} began to show {symptom}, at first for {number} of {thousand} requests.",
    "{person} opened the dashboard at {time} and saw {symptom} in {place}.",
    "The alert for {service} fired at {time} and was acknowledged within {number} minutes.",
    "{team} had planned to {step} on the following Tuesday, after change {thousand} was in.",
    "By {time} about {number} percent of the carts in {place} could not be paid.",
    "The graph showed {symptom} for {number} minutes, which looked like the nightly import.",
    "{person} and {person} decided to {step}, because the queue had reached {thousand} items.",
    "With {code} at {number}, each worker holds two connections for as long as a request runs.",
    "Nobody in the call could know that {service} kept its old settings until {time}.",
    "The runbook says to {step} first and to wait {number} minutes before the next step.",
    "{service} depends on {service}, although the diagram of release {thousand} does not show it.",
    "A customer in {place} wrote at {time} that an order had arrived {number} times.",
    "The health check passed all the time, since it asks only whether port {thousand} is open.",
    "Between {time} and {time} the replica was {number} seconds behind.",
    "{person} expected {code} to apply to new connections only, as it had in ticket {thousand}.",
    "From the chat at {time}: the numbers for {service} do not add up, can somebody look with me?",
    "We rolled {code} out to {place} at {time} and watched it for {number} minutes.",
    "The retry of {service} multiplied the load by {number} while {symptom} went on.",
    "{team} joined the call at {time} with {number} people and took over the part about {service}.",
    "It took {number} minutes to find the log, because {place} writes it to volume {thousand}.",
    "The job failed to start at {time} and was tried again {number} times by the scheduler.",
    "Request {thousand} should have returned a redirect, and returned an empty page instead.",
    "We should add an alert on {code} that fires after {number} minutes of {symptom}.",
    "In {place} the same change had gone well {number} days earlier, with half the traffic.",
    "{person} asked in the channel at {time} who had seen {symptom} before.",
    "The cache can have up to {thousand} entries for {number} seconds before it is written back.",
    "At {time} we chose to {step}, which brought the waiting time down to {number} seconds.",
    "What surprised {team} was that {service} kept serving {number} percent of the readers.",
    "{role} kept a list of what had been tried, {number} lines long by {time}.",
    "Two dashboards disagreed at {time}: one counted {thousand} sessions, the other {number}.",
    "After the failover at {time} the lag fell from {thousand} to {number} milliseconds.",
    "The first message to customers went out at {time} and named {service} and {place}.",
    "{team} tried to reproduce it with {code} and {thousand} simulated users, and saw nothing.",
    "The limit of {number} was chosen in a year with {thousand} orders a day.",
    "All on the call had the same picture of {service} until {time}, when {symptom} appeared.",
    "Nothing in change {thousand} pointed to {service}, and its review took {number} hours.",
)

_BLAMING = (
    "{person} should have {check} before touching {code} at {time}.",
    "If only {team} had {check} at {time}, {number} minutes would have been saved.",
    "{role} failed to inform {team} about change {thousand}.",
    "The outage in {place} was caused by human error at {time}.",
    "At {time} {person} forgot to {step}, although the runbook has it in step {number}.",
    "It was {person}’s fault that {service} stayed down for {number} minutes.",
    "You could have {check} at {time} instead of waiting {number} minutes.",
    "Why didn’t {person} {step} at {time}?",
    "{team} was careless with {code} in change {thousand}.",
    "{person} ignored the alert of {time} for {number} minutes.",
    "Obviously {role} should have known about {symptom} in {place} by {time}.",
    "Nobody bothered to look at {service} between {time} and {time}.",
)


class Writer:
    """Writes texts that have no sentence in common."""

    def __init__(self, seed: int = SEED) -> None:
        self._chance = Random(seed)
        self._written: set[str] = set()

    def text(self, words: int) -> str:
        """Return paragraphs with so many words, or a few more to end the last sentence."""
        paragraphs: list[str] = []
        count = 0
        while count < words:
            sentences: list[str] = []
            for _sentence in range(self._chance.randint(3, 7)):
                if count < words:
                    sentences.append(self._sentence())
                    count += len(sentences[-1].split())
            paragraphs.append(" ".join(sentences))
        return "\n\n".join(paragraphs)

    def _sentence(self) -> str:
        """Return a sentence that has not been written yet."""
        while True:
            blames = self._chance.random() < SHARE_OF_BLAME
            form = self._chance.choice(_BLAMING if blames else _CALM)
            sentence = "".join(
                literal + (self._fill(slot) if slot else "")
                for literal, slot, _format, _conversion in Formatter().parse(form)
            )
            sentence = sentence[0].upper() + sentence[1:]
            if sentence not in self._written:
                self._written.add(sentence)
                return sentence

    def _fill(self, slot: str) -> str:
        chance = self._chance
        match slot:
            case "time":
                return f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
            case "number":
                return str(chance.randint(2, 59))
            case "thousand":
                return str(chance.randint(1_000, 9_999))
            case _:
                return chance.choice(_SLOTS[slot])
