"""What people should have done, could have done, or did not do."""

from __future__ import annotations

from postmortem_desktop.phrasing.matching import Match, accused, denied
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who


def _verb_after_have(reading: Reading, index: int) -> tuple[int, bool] | None:
    """Return the place of the verb in "(not) have …", and whether "not" stood before it."""
    place = reading.after_adverbs(index)
    negated = any(word == "not" for word in reading.sentence.words[index:place])
    if reading.word(place) == "to":
        place = reading.after_adverbs(place + 1)
    if reading.word(place) != "have":
        return None
    if reading.word(place + 1) == "have":  # "should of have": written as it is heard
        place += 1
    return reading.after_adverbs(place + 1), negated


def should_have(reading: Reading, index: int) -> Match | None:
    """*You should have escalated*; with knowing or seeing it is hindsight."""
    found = _verb_after_have(reading, index + 1)
    if found is None:
        return None
    verb, _negated = found
    word = reading.word(verb)
    subject = reading.subject_before(index)
    if subject is not None and subject.who is Who.NOBODY:
        return None
    if word == "been":
        return _should_have_been(reading, index, verb, subject)
    if not reading.lexicon.is_participle(word):
        return None
    if subject is None and not _opens_clause(reading, index):
        return None
    if word in reading.lexicon.expectations and subject and subject.who is Who.ADDRESSED:
        return None
    category = "hindsight" if word in reading.lexicon.knowing else "counterfactual"
    return Match(category, subject.first if subject else index, verb, subject)


def _should_have_been(
    reading: Reading, index: int, been: int, subject: Subject | None
) -> Match | None:
    """*This should have been caught*: a duty verb implies somebody who had the duty."""
    verb = reading.after_adverbs(been + 1)
    word = reading.word(verb)
    if word in reading.lexicon.duties:
        return Match("counterfactual", index, verb, subject)
    if subject is not None and word in ("more", "better", "clearer", "firmer", "faster"):
        return Match("counterfactual", subject.first, verb, subject)
    return None


def _opens_clause(reading: Reading, index: int) -> bool:
    """Tell whether the subject is left out, as in *Should have checked the disk first*."""
    before = reading.before_adverbs(index - 1)
    return before < 0 or (reading.word(before) in ("(", ":", "-") and before < 3)


def could_have(reading: Reading, index: int) -> Match | None:
    """*He could have asked*; nobody and anybody could, and that accuses no one."""
    found = _verb_after_have(reading, index + 1)
    subject = reading.subject_before(index)
    if found is None or subject is None or subject.who in (Who.NOBODY, Who.ANYBODY):
        return None
    verb, negated = found
    word = reading.word(verb)
    if (
        negated
        or denied(reading, index)
        or word in ("had", "been")
        or not reading.lexicon.is_participle(word)
    ):
        return None
    if (
        reading.word(index - 1) in ("ever", "never")
        or "never" in reading.sentence.words[index:verb]
    ):
        return None
    if reading.word(subject.first - 1) in ("as", "than", "like", "all"):
        return None
    return Match("counterfactual", subject.first, verb, subject)


def had_they(reading: Reading, index: int) -> Match | None:
    """*Had Lena looked …* and *if she had looked …, we would have …*."""
    words = reading.sentence.words
    if not reading.contains(("would", "could")) or "have" not in words:
        return None
    subject = reading.subject_before(index)
    if subject is not None and reading.word(subject.first - 1) == "if":
        verb = reading.after_adverbs(index + 1)
        first = subject.first - 1
    elif reading.word(index - 1) in ("", ",", ";", ":"):
        subject = reading.people_at(index + 1, whole=False)
        verb = reading.after_adverbs(subject.last + 1) if subject else index
        first = index
    else:
        return None
    if subject is None or not reading.lexicon.is_participle(reading.word(verb)):
        return None
    return Match("counterfactual", first, verb, subject)


def failed_to(reading: Reading, index: int) -> Match | None:
    """*The lead failed to inform us*; a trial in good faith that did not work is none."""
    verb = index + 2
    if reading.word(index + 1) != "to" or reading.word(verb) in reading.lexicon.good_faith:
        return None
    subject = accused(reading, index)
    return Match("failure_to_act", subject.first, verb, subject) if subject else None


def failure_to(reading: Reading, index: int) -> Match | None:
    """*The lead's failure to tell us*, *our failure to test*."""
    if reading.word(index + 1) != "to":
        return None
    if reading.is_any(index - 1, reading.lexicon.possessives) and reading.word(index - 1) != "its":
        return Match("failure_to_act", index - 1, index + 2)
    subject = reading.subject_before(index - 1) if reading.word(index - 1) == "'s" else None
    return Match("failure_to_act", subject.first, index + 2, subject) if subject else None


def forgot(reading: Reading, index: int) -> Match | None:
    """*He forgot to renew it*, *Forgot the migration, sorry*."""
    if reading.word(index + 1) in ("password", "passwords"):
        return None
    have = reading.word(reading.before_adverbs(index - 1))
    if reading.word(index) == "forgotten" and have not in ("have", "has", "had", "'d"):
        return None
    subject = accused(reading, index)
    if subject is None:
        if reading.word(index) != "forgot" or reading.subject_before(index) is not None:
            return None
        if reading.word(reading.before_adverbs(index - 1)) not in ("", ",", ":"):
            return None
        if reading.word(index + 1) not in ("to", "the", "that", "about", "it", "this"):
            return None
    return Match("failure_to_act", subject.first if subject else index, index, subject)


def passed_over(reading: Reading, index: int) -> Match | None:
    """*Tom ignored the alarm*, *we overlooked the time zone*."""
    following = reading.word(index + 1)
    if following in ("out", "by", "you", "him", "her", "them", "us", "having", "being", "", "."):
        return None
    subject = accused(reading, index)
    if subject is not None:
        return Match("failure_to_act", subject.first, index, subject)
    return None


def skipped(reading: Reading, index: int) -> Match | None:
    """*They skipped the review*: a step of care, not any step."""
    subject = accused(reading, index)
    if subject is None:
        return None
    care = {
        "check",
        "checks",
        "review",
        "test",
        "tests",
        "testing",
        "approval",
        "canary",
        "staging",
    }
    for place in range(index + 1, index + 5):
        word = reading.word(place)
        if word in care or word in reading.lexicon.rules:
            return Match("failure_to_act", subject.first, place, subject)
    return None


def did_not(reading: Reading, index: int) -> Match | None:
    """*He did not even check*; a bare "we did not check" is only a quiet hint."""
    verb = reading.after_adverbs(index + 1)
    between = reading.sentence.words[index + 1 : verb]
    if "not" not in between or reading.word(verb) not in reading.lexicon.care:
        return None
    subject = accused(reading, index)
    if subject is None:
        return None
    loaded = len(between) > 1 or reading.contains(("even", "properly"))
    quiet = subject.who in (Who.SELF, Who.GROUP) and not loaded
    return Match("failure_to_act", subject.first, verb, subject, quiet)


def never_did(reading: Reading, index: int) -> Match | None:
    """*The vendor never told us*, *nobody checked*."""
    verb = reading.after_adverbs(index + 1)
    word = reading.word(verb)
    if word not in reading.lexicon.care or not (word.endswith("ed") or word == "told"):
        return None
    if reading.word(index) == "never":
        subject = accused(reading, index)
        return Match("failure_to_act", subject.first, verb, subject) if subject else None
    if reading.word(index) == "one" and reading.word(index - 1) != "no":
        return None
    if word == "bothered":
        return None
    return Match("failure_to_act", index, verb)
