"""Generalisations about people, and duties that are said to be broken by nobody named."""

from __future__ import annotations

from collections.abc import Iterator

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.matching import Match, Rule, explained, rule, word_set
from postmortem_desktop.phrasing.omission_rules import team_before
from postmortem_desktop.phrasing.subjects import Reading, Subject, Who

_NEUTRAL_HABITS = word_set(
    "is was has does knows needs gets starts begins helps comes goes works uses remains meets ends "
    "opens closes prints sends carries stands sits rings posts gathers counts runs keeps eats "
    "parks brings wears signs"
)
_PLURAL_HABITS = word_set(
    "test read check tell ask listen answer reply respond review document merge push deploy "
    "break forget "
    "ignore skip follow care think plan update write communicate escalate warn blame complain wait "
    "leave use change look own finish clean learn admit turn want do get"
)
_FAILINGS = word_set(
    "late slow careless forgetting breaking ignoring skipping missing rushing complaining pushing "
    "merging blaming changing losing first last busy offline asleep unavailable unprepared "
    "leaving deploying causing making doing"
)
_HUMAN_FAILINGS = word_set("late careless forgetting rushing complaining blaming asleep unprepared")
_GENERALLY = (
    "always",
    "never",
    "constantly",
    "forever",
    "invariably",
    "continually",
    "perpetually",
)

_LEFT_OUT = frozenset(("forgotten", "omitted", "overlooked", "skipped", "missed"))
_IGNORED = frozenset(("ignored", "disregarded", "overlooked", "dismissed"))


def rules(words: Lexicon) -> Iterator[Rule]:
    """Yield the rules of this file."""
    yield rule(never_once, "once", ("once",), ("never", "not"))
    yield rule(always, _GENERALLY, _GENERALLY)
    yield rule(every_time, "every", ("every",), ("time", "week", "release", "sprint", "month"))
    yield rule(keeps_doing, "keep keeps kept", ("keep", "keeps", "kept"), _REPEATED)
    yield rule(
        duty_broken,
        "was were been",
        _NEGLECT,
        words.rules | words.warnings | words.duties | _PAPERS | _STEPS | {"neglected"},
        behind=_KEPT | _BROKEN | _WRITTEN | words.duties | _LEFT_OUT | _IGNORED | {"neglected"},
    )
    yield rule(without_care, "without", ("without",), _CARE)
    yield rule(
        no_care_taken,
        "no",
        ("no",),
        _CARE | {"attempt", "effort", "attention", "thought", "account"},
        ("was", "were"),
    )


def always(reading: Reading, index: int) -> Match | None:
    """*She always merges …*; a system, a rule and a generic "you" may be always so."""
    be = reading.before_adverbs(index - 1)
    if reading.word(be) in ("is", "are", "was", "were", "'s"):
        return _is_always(reading, index, be)
    subject = reading.doer_before(index)
    if subject is None or subject.last != index - 1 or subject.who is Who.NOBODY:
        return None
    pronoun = reading.word(subject.first) if subject.pronoun else ""
    if pronoun not in ("", "he", "she", "they") or subject.sure is Sure.UNKNOWN:
        return None
    if reading.word(subject.first - 1) in ("if", "when", "that"):
        return None
    place = index + 2 if reading.word(index + 1) == "ever" else index + 1
    verb = reading.word(reading.after_adverbs(place))
    if reading.word(index) == "never" and not _is_duty(reading, verb):
        return None
    if not _is_habit(reading, subject, pronoun, verb):
        return None
    return Match("absolute", subject.first, index, subject)


def _is_habit(reading: Reading, subject: Subject, pronoun: str, verb: str) -> bool:
    plural = pronoun == "they" or reading.word(subject.last).endswith(
        ("s", "people", "folk", "lot")
    )
    group = plural or reading.word(subject.last) in reading.lexicon.teams
    if group and verb in (_PLURAL_HABITS if pronoun != "they" else reading.lexicon.human_acts):
        return subject.sure is Sure.PEOPLE
    if pronoun == "they" or not verb.endswith("s") or verb in _NEUTRAL_HABITS:
        return False
    if subject.sure is Sure.PEOPLE:
        return True
    base = verb[:-1] if verb[:-1] in _PLURAL_HABITS else verb.removesuffix("es")
    return base in _PLURAL_HABITS or base in reading.lexicon.human_acts


def _is_duty(reading: Reading, verb: str) -> bool:
    """Tell whether people should do it, and are said never to."""
    words = reading.lexicon
    bases = (verb, verb[:-1], verb[:-2], verb[:-3] + "y")
    duties = words.human_acts | words.duty_acts | words.care | _PLURAL_HABITS
    return any(base in duties for base in bases)


def _is_always(reading: Reading, index: int, be: int) -> Match | None:
    """*Emre is always late*, *they are constantly changing the schema*."""
    word = reading.word(reading.after_adverbs(index + 1))
    subject = reading.doer_before(be)
    if subject is None or subject.sure < (Sure.NAMED if word in _HUMAN_FAILINGS else Sure.PEOPLE):
        return None
    if word not in _FAILINGS or reading.word(index) == "never":
        return None
    if subject.who in (Who.SELF, Who.GROUP, Who.NOBODY):
        return None
    return Match("absolute", subject.first, index, subject)


_BAD_TURNS = ("mistakes", "mistake", "forget", "forgets", "break", "breaks", "same", "wrong")


def every_time(reading: Reading, index: int) -> Match | None:
    """*Every time Jonas is on call*, *mistakes we make every single time*."""
    time = (
        index + 1 if reading.word(index + 1) in ("time", "week", "release", "sprint") else index + 2
    )
    if reading.word(time) not in ("time", "week", "release", "sprint", "month"):
        return None
    if time == index + 2 and reading.word(index + 1) not in ("single", "damn", "bloody"):
        return None
    person = reading.people_at(time + 1, whole=False)
    mine = ("i", "we", "you", "it", "they", "someone", "somebody", "anyone")
    if person is not None and reading.word(person.first) not in mine:
        return Match("absolute", index, person.last, person)
    if time == index + 2 and reading.contains(_BAD_TURNS):
        return Match("absolute", index, time)
    return None


_REPEATED = word_set(
    "making breaking forgetting ignoring pushing missing doing skipping merging deploying "
    "asking losing "
    "changing causing blaming repeating falling leaving getting happening turning coming showing "
    "deleting unplugging bypassing overwriting disabling cutting overruling interrupting promising"
)


def keeps_doing(reading: Reading, index: int) -> Match | None:
    """*They keep making the same mistakes*, *Jonny keeps turning up without his radio*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) == "on":
        verb += 1
    word = reading.word(verb)
    without = (
        word in ("turning", "coming", "showing") and "without" in reading.sentence.words[verb:]
    )
    if word not in _REPEATED - {"happening", "asking", "falling"} and not without:
        return None
    subject = reading.doer_before(index) or team_before(reading, index)
    if subject is None or subject.who in (Who.NOBODY, Who.ANYBODY) or subject.sure is Sure.UNKNOWN:
        return None
    if subject.sure is Sure.NAMED and not (without or word in ("forgetting", "blaming", "leaving")):
        return None
    return Match("absolute", subject.first, verb, subject)


_NEGLECT = word_set(
    "followed respected observed performed obeyed adhered ignored bypassed violated "
    "disregarded dismissed skipped omitted forgotten missed "
    "neglected never completed read written updated signed carried applied filled overlooked "
    "breached broken "
    "circumvented waived tested reviewed checked communicated documented properly"
)
_KEPT = word_set(
    "followed respected observed performed obeyed adhered applied carried completed done read "
    "filled "
    "signed kept honoured honored upheld"
)
_BROKEN = word_set(
    "ignored bypassed violated disregarded skipped neglected circumvented breached broken "
    "waived flouted"
)
_PAPERS = word_set(
    "notes note handover documentation docs runbook runbooks minutes plan plans report "
    "reports form permit permits "
    "forms log logbook book sheet checklist checklists agreement contract instructions briefing"
)
_WRITTEN = word_set("written read updated completed filled signed shared passed sent finished kept")


def duty_broken(reading: Reading, index: int) -> Match | None:
    """*The procedure was not followed*, *the warnings were simply ignored*."""
    verb = reading.after_adverbs(index + 1)
    if reading.word(verb) == "been":
        return None
    began = index if reading.word(index) != "been" else reading.before_adverbs(index - 1)
    between = reading.sentence.words[began:verb]
    never = "never" in between
    negated = never or "not" in between
    word = reading.word(verb)
    noun = _noun_before(reading, index)
    told = explained(reading, verb) and word != "neglected"
    if told or _by_machine(reading, verb):
        return None
    if noun in reading.lexicon.rules and word in (_KEPT if negated else _BROKEN):
        return Match("passive_accusation", index, verb)
    if not negated:
        return _passed_over(reading, index, verb, noun)
    had = "had" in between
    papers = noun in _PAPERS and (never or had or noun in ("checklist", "handover", "notes"))
    if papers and word in _WRITTEN:
        return Match("passive_accusation", index, verb)
    loaded = never or bool({"properly", "even", "adequately", "ever"} & set(between))
    loaded = loaded or reading.word(verb + 1) in ("properly", "thoroughly", "carefully")
    if noun in _STEPS and word in ("done", "carried", "performed") and loaded:
        return Match("passive_accusation", index, verb)
    if word in reading.lexicon.duties and loaded:
        return Match("passive_accusation", index, verb)
    return None


def _passed_over(reading: Reading, index: int, verb: int, noun: str) -> Match | None:
    """*The warnings were ignored*, *the last step was forgotten*."""
    word = reading.word(verb)
    if word in _LEFT_OUT:
        return _step_left_out(reading, index, verb, noun)
    if (word in _IGNORED and noun in reading.lexicon.warnings) or word == "neglected":
        return Match("passive_accusation", index, verb)
    return None


def _by_machine(reading: Reading, verb: int) -> bool:
    """Tell whether a thing is said to have done it: *not followed by the parser*."""
    return reading.word(verb + 1) == "by" and reading.people_at(verb + 2) is None


_STEPS = word_set(
    "step steps check checks test tests review reviews approval sign-off handover backup rehearsal "
    "verification validation rollback briefing inspection dry dry-run calibration assessment drill "
    "drills audit audits maintenance training stocktake patrol"
)


def _step_left_out(reading: Reading, index: int, verb: int, noun: str) -> Match | None:
    """*The last step was forgotten*; a step that a job left out is a fact."""
    word = reading.word(verb)
    if noun in reading.lexicon.warnings and word == "overlooked":
        return Match("passive_accusation", index, verb)
    if noun not in _STEPS and noun not in reading.lexicon.rules:
        return None
    if reading.word(verb + 1) in ("by", "because", "when", "if", "in", "due") and word in (
        "skipped",
        "missed",
    ):
        return None
    return Match("passive_accusation", index, verb)


def _noun_before(reading: Reading, index: int) -> str:
    """Return the head of the subject of a passive, also behind "from …" and "of …"."""
    noun = reading.before_adverbs(index - 1)
    while reading.word(noun) in ("have", "has", "had", "should"):
        noun = reading.before_adverbs(noun - 1)
    for place in range(noun, max(-1, noun - 8), -1):
        if reading.word(place) in ("from", "of", "by", "for") and place > 0:
            noun = place - 1
        elif reading.word(place) in (",", ";", ":", "that", "which", "and", "but"):
            break
    return "dry" if reading.word(noun - 1) == "dry" else reading.word(noun)


_DONE = word_set(
    "pushed deployed merged released closed shipped approved changed applied launched "
    "published rolled enabled made signed rushed went go gone put switched promoted installed "
    "restarted started opened done granted given accepted lifted overridden disabled bypassed "
    "silenced stopped paid handed moved deleted dropped upgraded swapped edited rebooted "
    "reconfigured rewired modified"
)
_CARE = word_set(
    "review approval testing test tests checking reviewing anyone anybody consulting asking "
    "telling informing notifying sign-off warning thought coordination authorisation authorization "
    "permission "
    "consultation supervision pilot rehearsal announcement check checks"
)
_ANY = word_set(
    "any a proper prior even sufficient adequate so much due code peer an formal the single"
)


def without_care(reading: Reading, index: int) -> Match | None:
    """*Pushed without any review*: a step of work, and the care it is said to have lacked."""
    place = index + 1
    while reading.word(place) in _ANY:
        place += 1
    if reading.word(place) not in _CARE:
        return None
    for back in range(index - 1, max(-1, index - 9), -1):
        word = reading.word(back)
        if word in ("can", "could", "may", "to", "must", "should", "cannot", "will", "be"):
            return None
        passive = reading.word(reading.before_adverbs(back - 1)) in ("was", "were", "been", "got")
        went = word in ("went", "gone")
        if word in _DONE and (passive or went):
            return Match("passive_accusation", index, place)
    return None


_CARRIED_OUT = word_set(
    "made given paid taken held done carried run performed sought asked obtained"
)


_GRADED = word_set(
    "proper real serious further particular prior code dry restore load safety final second risk"
)


def no_care_taken(reading: Reading, index: int) -> Match | None:
    """*No attempt was made to ring her*, *no thought was given to it*."""
    noun = index + 1
    while reading.word(noun) in _GRADED:
        noun += 1
    be = reading.after_adverbs(noun + 1)
    if reading.word(noun) not in _CARE | _STEPS | {"attempt", "effort", "attention", "account"}:
        return None
    verb = reading.after_adverbs(be + 1)
    given = reading.word(verb) in _CARRIED_OUT
    if reading.word(be) not in ("was", "were") or not given or explained(reading, verb):
        return None
    return Match("passive_accusation", index, verb)


def never_once(reading: Reading, index: int) -> Match | None:
    """*The studio has never once met a deadline*."""
    if reading.word(index - 1) not in ("never", "not"):
        return None
    have = reading.before_adverbs(index - 2)
    if reading.word(have) not in ("has", "have"):
        return None
    subject = reading.clause_subject(have)
    if subject is None or subject.sure is not Sure.PEOPLE or subject.who in (Who.SELF, Who.GROUP):
        return None
    return Match("absolute", subject.first, index, subject)
