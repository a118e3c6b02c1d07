"""Verdicts on people and their work: ability, mind, habit, duty."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, accused, denied, rule, word_set
from postmortem_desktop.phrasing.subjects import Reading, Who


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(judged, words.judgements)
    yield rule(harsh, words.harsh)
    yield rule(insult, words.insults)
    yield rule(poor_work, words.poor)
    yield rule(work_was_poor, words.bad_ends)
    yield rule(did_poorly, "poorly badly terribly sloppily carelessly horribly awfully")
    yield rule(inexperienced, "inexperienced unqualified untrained unskilled")
    yield rule(
        lacks_understanding,
        "understand know clue idea suck sucks",
        ("understand", "know", "clue", "idea", "suck", "sucks"),
        _PLAIN_SIGNS,
    )
    yield rule(not_good_enough, _ABLE)
    yield rule(slow_to_act, "slow late quick", ("slow", "late", "quick"), ("to",), _REACTING)
    yield rule(
        poor_job,
        "job jobs mess",
        ("job", "jobs", "mess"),
        ("did", "done", "made", "make", "making", "does"),
    )
    yield rule(
        lack_of,
        "lack lacking absence want shortage",
        ("lack", "lacking", "absence", "want", "shortage"),
        _QUALITIES,
    )


def judged(reading: Reading, index: int) -> Match | None:
    """*Careless*, *negligent*: words that only people receive, unless they are taken back."""
    if denied(reading, index) or _is_said_of_machines(reading, index):
        return None
    be = _be_before(reading, index)
    if reading.word(index - 1) == "be" and reading.word(index - 2) in ("would", "to", "must"):
        return None
    subject = reading.subject_before(be)
    thing = be != index and subject is None and reading.is_thing(reading.before_adverbs(be - 1))
    if thing and "whoever" not in reading.sentence.words[:be]:
        about = reading.word(index + 1) in ("about", "with", "in")
        return None if about else Match("competence", index, index)
    return Match("competence", index, index, subject)


_OF_MACHINES = word_set(
    "mode modes alert flag flags setting matching algorithm quantifier regex phrase word query parser "
    "match option driving parameter loading evaluation function class method variable"
)


def _is_said_of_machines(reading: Reading, index: int) -> bool:
    """Tell whether a judgement names a thing: *the sloppy matching mode*."""
    named = reading.sentence.named[index : index + 2]
    if len(named) > 1 and all(named):
        return True
    return not _OF_MACHINES.isdisjoint(reading.sentence.words[index + 1 : index + 3])


_TECHNICAL = word_set(
    "null nulls values errors exceptions retries cases input inputs strings unicode timeouts files memory "
    "requests packets arguments nan dates encodings signals sockets connections"
)


def harsh(reading: Reading, index: int) -> Match | None:
    """*I was so stupid*, *a stupid mistake*; a dumb terminal or a stupid question is neither."""
    deed = index + 1
    while deed < index + 4 and _in_phrase(reading, deed) and not _is_deed(reading, deed):
        deed += 1
    if _is_deed(reading, deed):
        generic = denied(reading, index) or reading.contains(("everyone", "everybody", "humans"))
        return None if generic else Match("competence", index, deed)
    if reading.word(index - 1) in ("something", "anything") and reading.word(index - 2) in (
        "done",
        "did",
        "do",
    ):
        subject = accused(reading, index - 2)
        return Match("competence", index - 2, index, subject) if subject else None
    if reading.word(index - 1) == "how":
        person = reading.people_at(index + 1, whole=False)
        if person is not None and not (
            person.pronoun and person.who is Who.OTHER and reading.word(person.first) == "they"
        ):
            return Match("competence", index - 1, person.last, person)
    return _harsh_subject(reading, index)


def _harsh_subject(reading: Reading, index: int) -> Match | None:
    following = reading.word(index + 1)
    be = _be_before(reading, index)
    if be == index or following in reading.lexicon.closed - _AFTER_A_VERDICT:
        return None
    subject = accused(reading, be)
    if subject is None:
        return None
    things = subject.pronoun and reading.word(subject.first) == "they"
    if things and reading.word(index) not in ("lazy", "ignorant", "foolish"):
        return None
    ends = following in _AFTER_A_VERDICT or reading.lexicon.is_adverb(following)
    if (
        following[:1].isalpha()
        and not ends
        and not _is_body(following)
        and not reading.is_noun_for_people(index + 1)
    ):
        return None
    return Match("competence", subject.first, index, subject)


def _is_body(word: str) -> bool:
    return word in ("ass", "arse", "builders", "bum", "sod", "git", "cow")


def _in_phrase(reading: Reading, index: int) -> bool:
    """Tell whether a word may stand between a verdict and the deed it is about."""
    return reading.is_modifier(index) or reading.word(index) in ("+", "/", "&", "-")


_AFTER_A_VERDICT = frozenset(
    (
        "",
        ".",
        ",",
        "!",
        "?",
        "to",
        "and",
        "but",
        "when",
        "about",
        "here",
        "enough",
        "not",
        ";",
        "if",
        "that",
    )
)


def _is_deed(reading: Reading, index: int) -> bool:
    """Tell whether a word names work, or somebody who does it."""
    word = reading.word(index)
    if word == "error" and reading.word(index + 1) in (
        "message",
        "messages",
        "code",
        "codes",
        "if",
    ):
        return False
    return word in reading.lexicon.deeds or word in reading.lexicon.works


def _be_before(reading: Reading, index: int) -> int:
    """Return the place of the "was" a verdict completes, or ``index`` where there is none."""
    place = index - 1
    while reading.lexicon.is_adverb(reading.word(place)) or reading.word(place) in (
        *("too", "a", "an", "being", "that", "such", "pretty", "been", "just", "the", "so"),
    ):
        place -= 1
    be = ("was", "were", "is", "are", "am", "'s", "got", "became", "being", "grew", "have", "has")
    return place if reading.word(place) in be else index


def insult(reading: Reading, index: int) -> Match | None:
    """*An idiot*, *only an amateur would …*."""
    if denied(reading, index) or reading.word(index + 1) in ("light", "lights", "proof", "radio"):
        return None
    return Match("competence", index, index)


def poor_work(reading: Reading, index: int) -> Match | None:
    """*Poor judgment*, *inadequate crew coordination*; poor performance of a system is none."""
    if denied(reading, index):
        return None
    for place in (index + 1, index + 2):
        if reading.word(place) in reading.lexicon.works:
            crowd = reading.word(index + 1) in (
                "performance",
                "network",
                "signal",
                "data",
                "memory",
            )
            technical = not _TECHNICAL.isdisjoint(reading.sentence.words[place + 1 : place + 6])
            return None if crowd or technical else Match("competence", index, place)
        if not reading.is_modifier(place):
            return None
    return None


def work_was_poor(reading: Reading, index: int) -> Match | None:
    """*My implementation was very poor*, *the review was embarrassingly superficial*."""
    be = reading.before_adverbs(index - 1)
    if reading.word(be) not in ("was", "were", "is", "been", "are") or denied(reading, index):
        return None
    if reading.word(index + 1) in ("for", "to", "in", "at") and reading.word(index) == "bad":
        return None
    noun = reading.before_adverbs(be - 1)
    owned = any(
        reading.word(place) in ("my", "our", "your", "his", "her", "their")
        for place in range(max(0, noun - 3), noun)
    )
    owned = owned or reading.word(index - 1) in _INTENSIFIERS
    if reading.word(noun) in reading.lexicon.works or (
        owned and reading.word(noun) in reading.lexicon.crafts
    ):
        return Match("competence", noun, index)
    return _ability_was_poor(reading, index, be)


_INTENSIFIERS = word_set(
    "embarrassingly shockingly woefully painfully pathetically laughably hopelessly"
)


def _ability_was_poor(reading: Reading, index: int, be: int) -> Match | None:
    """*Our ability to plan for the work was poor*."""
    for place in range(be - 1, max(0, be - 24), -1):
        if reading.word(place) in ("ability", "judgement", "judgment", "communication"):
            owned = reading.word(place - 1) in reading.lexicon.possessives
            return Match("competence", place - 1, index) if owned else None
    return None


def did_poorly(reading: Reading, index: int) -> Match | None:
    """*We scoped the games poorly*, *the lead communicated badly*."""
    if denied(reading, index):
        return None
    for verb in range(index - 1, max(-1, index - 6), -1):
        word = reading.word(verb)
        if word in (",", ".", "and", "but", "is", "are"):
            return None
        if word in reading.lexicon.doings:
            subject = accused(reading, verb)
            if subject is None and reading.word(verb - 1) == ",":  # I, the developer, chose …
                subject = reading.subject_before(verb - 1)
            if subject is None and reading.word(verb - 1) in ("was", "were"):
                noun = reading.before_adverbs(verb - 2)
                handled = word in (
                    "handled",
                    "managed",
                    "communicated",
                    "planned",
                    "executed",
                    "coordinated",
                )
                return (
                    Match("competence", noun, index)
                    if handled and reading.is_modifier(noun)
                    else None
                )
            return Match("competence", subject.first, index, subject) if subject else None
    return None


def inexperienced(reading: Reading, index: int) -> Match | None:
    """*Due to having an inexperienced staff*, *he is too inexperienced*."""
    if denied(reading, index):
        return None
    for last in (index + 1, index + 2):
        if reading.is_noun_for_people(last) and reading.is_noun_end(last + 1):
            return Match("competence", index, index + 1)
    be = _be_before(reading, index)
    subject = accused(reading, be) if be != index else None
    if subject is None or reading.word(index - 1) not in ("too", "so", "simply", "just", "clearly"):
        return None
    return Match("competence", subject.first, index, subject)


_PLAIN_SIGNS = word_set(
    "clearly obviously evidently doesn't don't doesnt dont no clue not really suck sucks apparently"
)


def lacks_understanding(reading: Reading, index: int) -> Match | None:
    """*You clearly don't understand this*, *she does not know what she is doing*."""
    word = reading.word(index)
    words = reading.sentence.words
    if word in ("suck", "sucks"):
        subject = reading.subject_before(index)
        at = reading.word(index + 1) in ("at", "as")
        return Match("competence", subject.first, index, subject) if subject and at else None
    if word in ("clue", "idea"):
        if reading.word(index - 1) != "no" or reading.word(index - 2) not in (
            "has",
            "have",
            "had",
            "got",
        ):
            return None
        subject = accused(reading, index - 2)
        doing = "what" in words[index : index + 3] and "doing" in words[index : index + 8]
        judged = word == "clue" or doing
        own = subject is not None and subject.who in (Who.SELF, Who.GROUP)
        return (
            Match("competence", subject.first, index, subject)
            if subject and judged and not own
            else None
        )
    do = reading.before_adverbs(index - 1)
    if reading.word(do) not in ("do", "does", "did") or "not" not in words[do:index]:
        return None
    start = reading.before_adverbs(do - 1) + 1
    subject = accused(reading, start)
    if subject is None or subject.who in (Who.SELF, Who.GROUP):
        return None
    plain = bool(
        {"clearly", "obviously", "evidently", "really"}
        & set(words[max(0, subject.first - 2) : index])
    )
    doing = (
        word == "know"
        and reading.word(index + 1) in ("what", "how")
        and "doing" in words[index : index + 7]
    )
    present = reading.word(do) != "did"
    if doing or (plain and present):
        return Match("competence", subject.first, index, subject)
    return None


_REACTING = word_set(
    "react respond escalate notice act answer realise realize admit tell inform warn call"
)


def slow_to_act(reading: Reading, index: int) -> Match | None:
    """*The desk was slow to escalate*, *they were too quick to blame the network*."""
    verb = index + 2
    if reading.word(index + 1) != "to" or reading.word(verb) not in _REACTING:
        return None
    be = index - 1
    while reading.word(be) in (
        "too",
        "very",
        "so",
        "far",
        "much",
        "rather",
        "painfully",
        "shockingly",
    ):
        be -= 1
    if reading.word(be) not in ("was", "were", "is", "are", "been"):
        return None
    if reading.word(index) == "quick" and reading.word(index - 1) != "too":
        return None
    subject = accused(reading, _auxiliaries_before(reading, be), Sure.NAMED)
    if subject is None:
        return None
    own = subject.who in (Who.SELF, Who.GROUP)
    return Match("competence", subject.first, verb, subject, quiet=own)


def _auxiliaries_before(reading: Reading, be: int) -> int:
    while reading.word(reading.before_adverbs(be - 1)) in ("has", "have", "had"):
        be = reading.before_adverbs(be - 1)
    return be


def poor_job(reading: Reading, index: int) -> Match | None:
    """*They did a lousy job of testing it*, *the vendor made a mess of it*."""
    verb = next(
        (i for i in range(index - 1, max(-1, index - 6), -1) if reading.word(i) in _DOING), None
    )
    if verb is None or denied(reading, index):
        return None
    graded = reading.word(index) == "mess" or bool(_LOUSY & set(reading.sentence.words[verb:index]))
    subject = accused(reading, verb, Sure.NAMED)
    if subject is None or not graded:
        return None
    return Match("competence", subject.first, index, subject)


_DOING = word_set("did done made make making does")
_LOUSY = word_set(
    "poor bad lousy terrible sloppy shoddy awful horrible rubbish crap half-hearted pathetic"
)


_ABLE = word_set(
    "competent good qualified skilled experienced senior smart capable clever bright fit suited trained "
    "mature reliable trustworthy diligent incapable unable unfit unsuited unqualified professional"
)


def not_good_enough(reading: Reading, index: int) -> Match | None:
    """*The freelancers were not competent enough to handle it*, *he is incapable of …*."""
    word, following = reading.word(index), reading.word(index + 1)
    be = reading.before_adverbs(index - 1)
    if reading.word(be) not in ("was", "were", "is", "are", "am", "been", "'s", "seems", "seemed"):
        return None
    negated = bool({"not", "never", "hardly"} & set(reading.sentence.words[be:index]))
    able = word not in ("incapable", "unable", "unfit", "unsuited", "unqualified")
    if negated is not able:
        return None
    if able and following not in ("enough", "at", "to", "of", "for", "", "."):
        return None
    if able and word in ("good", "fit", "smart") and following not in ("enough", "at"):
        return None
    if word == "unable" and reading.word(index + 2) not in _COPING:
        return None
    subject = accused(reading, be)
    if subject is None or (word == "unable" and subject.who in (Who.SELF, Who.GROUP)):
        return None
    return Match(
        "competence", subject.first, index + 1 if following == "enough" else index, subject
    )


_COPING = word_set(
    "cope handle follow think manage plan prioritise prioritize organise organize listen"
)
_QUALITIES = word_set(
    "competence diligence judgment judgement professionalism care discipline rigour rigor attention "
    "foresight leadership ownership effort skill skills understanding thought thoroughness vigilance "
    "responsibility commitment interest urgency awareness respect initiative preparation courage "
    "self-discipline conscientiousness accountability maturity seriousness organisation organization"
)
_OF_MIND = word_set("attention interest urgency awareness commitment respect vigilance")


def lack_of(reading: Reading, index: int) -> Match | None:
    """*A lack of discipline in the team*, *his lack of attention*; of tools or staff it is a fact."""
    place = index + 1
    if reading.word(place) not in ("of", "in"):
        return None
    place += 1
    while reading.word(place) in (
        "basic",
        "any",
        "proper",
        "attention",
        "professional",
        "due",
        "real",
        "technical",
        "common",
    ):
        if reading.word(place) == "attention":
            break
        place += 1
    word = reading.word(place)
    if word not in _QUALITIES or denied(reading, index) or not reading.is_noun_end(place + 1):
        return None
    if word in (
        "skills",
        "skill",
        "understanding",
        "leadership",
        "organisation",
        "organization",
        "awareness",
    ):
        owned = reading.word(index - 1) in (*reading.lexicon.possessives, "'s")
        people = any(reading.is_noun_for_people(i) for i in range(place + 1, place + 7))
        if not owned and not people:
            return None
    return Match("mindset" if word in _OF_MIND else "competence", index, place)
