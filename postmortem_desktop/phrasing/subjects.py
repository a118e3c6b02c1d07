"""Who a clause is about: the grammatical subject decides most cases.

A person, a team or a pronoun may be described with blame; a system, an unknown noun or somebody
outside the work may not, and leaves the matchers silent.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.tokens import MASK, Sentence
from postmortem_desktop.phrasing.verb_forms import is_past

_LONGEST_MODIFIER = 4
_LONGEST_INSERTION = 18
_INSERTED = frozenset(
    ("who", "whose", "whom", "as", "being", "having", "despite", "with", "convinced")
)
_DEEPEST_PHRASE = 3
_BEHIND_NOUNS = frozenset(
    ("involved", "concerned", "responsible", "present", "alone", "himself", "herself", "themselves")
)
_AUXILIARIES = frozenset(("was", "were", "had", "is", "has", "did", "are", "have"))
_THINGS = frozenset(("it", "that", "which", "this", "there"))
_SUFFIXES_OF_PEOPLE = (
    "ists",
    "ist",
    "ician",
    "icians",
    "men",
    "man",
    "woman",
    "women",
    "person",
    "eers",
)
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "captain"))
_REFLEXIVE = frozenset(("themselves", "himself", "herself", "itself", "alone", "today"))
_WORDS_TOO = frozenset(
    ("mark", "will", "bill", "art", "rich", "frank", "grant", "may", "june", "april", "rob", "pat")
    + ("dawn", "faith", "hope", "joy", "rose", "ray", "jack", "nick", "sue", "drew", "max", "dean")
    + ("guy", "jay", "gene", "don", "harry", "victor", "norm", "chip", "rene", "sally", "gary")
    + ("pam", "ada", "ali", "bea", "cora", "lance", "dan", "ken", "al", "jan", "mira")
    + ("mo", "sven", "nova", "viola", "ruby", "iris", "clay", "cliff", "heath", "stella", "neil")
)
"""Names that are words as well: without a capital they are no names."""
_MACHINES_TOO = frozenset(
    ("operator", "operators", "manager", "managers", "planner", "planners", "dispatcher", "driver")
    + ("drivers", "dispatchers", "supervisor", "supervisors", "owner", "owners", "member", "members")
    + ("author", "authors", "assistant", "support", "interpreter", "inspector", "compiler", "marshal")
    + ("agent", "controller", "guard", "moderator", "assembler", "courier", "curator", "referee")
)
"""Roles that are also parts of systems."""
_NUMBERS = frozenset(("one", "two", "three"))
_SOME = frozenset(("those", "some", "most", "all", "half", "many", "one", "two", "three", "both"))
_SEATS = frozenset(("office", "branch", "desk", "depot", "bureau", "studio", "lab", "site", "yard"))
_CARRY_ON = frozenset(("and", "but", "then", "or"))


class Who(StrEnum):
    """What kind of subject was found."""

    SELF = "self"
    GROUP = "group"
    ADDRESSED = "addressed"
    NOBODY = "nobody"
    ANYBODY = "anybody"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or group: the words ``first`` to ``last``, both included."""

    first: int
    last: int
    who: Who
    pronoun: bool = False
    sure: Sure = Sure.PEOPLE


_PRONOUNS = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), Who.SELF),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), Who.GROUP),
    **dict.fromkeys(("you", "your", "yours", "yourself"), Who.ADDRESSED),
    **dict.fromkeys(("nobody", "noone"), Who.NOBODY),
    **dict.fromkeys(("anyone", "anybody", "everyone", "everybody"), Who.ANYBODY),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with the dictionaries it is read with; ``names`` are lower case."""

    sentence: Sentence
    lexicon: Lexicon
    names: Collection[str]

    def word(self, index: int) -> str:
        """Return the word at ``index``, or nothing outside the sentence."""
        return self.sentence.word(index)

    def is_any(self, index: int, words: Collection[str]) -> bool:
        """Tell whether the word at ``index`` is one of ``words``."""
        return self.sentence.word(index) in words

    def contains(self, words: Collection[str]) -> bool:
        """Tell whether any word of the sentence is one of ``words``."""
        return any(word in words for word in self.sentence.words)

    def after_adverbs(self, index: int) -> int:
        """Return the first place from ``index`` on that holds no adverb."""
        while self._is_adverb(index):
            index += 1
        return index

    def before_adverbs(self, index: int) -> int:
        """Return the last place up to ``index`` that holds no adverb."""
        while index >= 0 and self._is_adverb(index):
            index -= 1
        return index

    def _is_adverb(self, index: int) -> bool:
        """Tell whether an adverb stands at ``index``; *Molly* and *Anatoly* are none."""
        word = self.word(index)
        if not self.lexicon.is_adverb(word):
            return False
        if not word.endswith("ly") or word in self.lexicon.adverbs:
            return True
        return not (self.is_name(index) or (index > 0 and self.sentence.named[index]))

    def is_name(self, index: int) -> bool:
        """Tell whether a word is the name of somebody, written with a capital."""
        word = self.word(index)
        if self.word(index - 1) in _TITLES and index < len(self.sentence.named):
            return self.sentence.named[index]
        if word not in self.names and word not in self.lexicon.given_names:
            return False
        if self.sentence.capital[index] or self.word(index - 1) == "@":
            return True
        return word not in _WORDS_TOO and not any(self.sentence.capital)

    def is_team_name(self, index: int) -> bool:
        """Tell whether a word is the name of a team that may also be a thing, as *Platform* is."""
        return self.word(index) in self.lexicon.team_names and self.sentence.capital[index]

    def is_noun_for_people(self, index: int) -> bool:
        """Tell whether a word names a person, a role or a team."""
        word, lexicon = self.word(index), self.lexicon
        if word in lexicon.roles or word in lexicon.teams or self.is_name(index):
            return True
        if "-" in word and word.rpartition("-")[2] in lexicon.roles:
            return True
        if word in lexicon.crowds:
            before = self.word(index - 1)
            return self.is_modifier(index - 1) or before in lexicon.determiners or before == "'s"
        if word in lexicon.places or word in lexicon.doubtful_roles:
            return self.word(index - 1) in lexicon.manned or self._is_in_town(index)
        if word in ("head", "heads"):
            return self.word(index + 1) == "of" and self.word(index + 2) not in ("line", "queue")
        if word in _NUMBERS:
            return self.word(index - 1) == "tier"
        if not word.endswith(_SUFFIXES_OF_PEOPLE) or word in lexicon.outsiders:
            return False
        return not lexicon.is_thing(word)

    def _is_in_town(self, index: int) -> bool:
        """Tell whether a name stands before a place of work: *the Lisbon office*."""
        before = index - 1
        return before > 0 and self.sentence.named[before] and self.word(index) in _SEATS

    def is_thing(self, index: int) -> bool:
        """Tell whether a word names a thing, or cannot be a noun for people."""
        word = self.word(index)
        if not word[:1].isalpha() or any(c.isdigit() for c in word):
            return True
        return self.lexicon.is_thing(word)

    def subject_before(self, index: int, depth: int = 0) -> Subject | None:
        """Return the person or team whose verb stands at ``index``; None for anything else.

        ``depth`` counts the phrases looked through on the way, so that it stays shallow.
        """
        found = self.doer_before(index, depth)
        return found if found is not None and found.sure is Sure.PEOPLE else None

    def doer_before(self, index: int, depth: int = 0) -> Subject | None:
        """Return the subject of the verb at ``index``, also a noun that may stand for people.

        Things are none.
        """
        if depth > _DEEPEST_PHRASE:
            return None
        place = self.before_adverbs(index - 1)
        word = self.word(place)
        if word == "one" and self.word(place - 1) == "no":
            return Subject(place - 1, place, Who.NOBODY, pronoun=True)
        if word in ("who", "whoever"):
            return self._antecedent(place, depth)
        if word in ("that", "which") and place > 0:
            return self._people_that(place)
        if word in self.lexicon.subject_pronouns:
            return Subject(place, place, _PRONOUNS.get(word, Who.OTHER), pronoun=True)
        if word in ("us", "them", "you") and self.word(place - 1) == "of":
            return self._some_of(place)
        if word in _CARRY_ON or (word == "," and self.word(place - 1) in _CARRY_ON):
            return self._carried_on(place)
        if word == ",":
            return self._before_insertion(place, depth)
        if word in _BEHIND_NOUNS and place > 0:
            return self.doer_before(place, depth + 1)
        if not word or word == MASK or word in self.lexicon.closed:
            return None
        return self._noun_before(place, depth)

    def _people_that(self, place: int) -> Subject | None:
        """Return the people in *a crew that had not read it*, *the shift, which then left*."""
        noun = place - 1 if self.word(place - 1) == "," else place
        if noun < 1 or not self.is_noun_for_people(noun - 1):
            return None
        first = noun - 1
        while first > 0 and self.is_modifier(first - 1):
            first -= 1
        return self._noun_of(first, noun - 1)

    def _some_of(self, place: int) -> Subject | None:
        """Return the people in *those of us*, *half of them*; nobody in *none of you*."""
        some = self.word(place - 2)
        if some in ("none", "neither"):
            return Subject(place - 2, place, Who.NOBODY, pronoun=True)
        if some not in _SOME or (self.word(place) == "them" and some not in ("one", "two")):
            return None
        return Subject(place - 2, place, _PRONOUNS.get(self.word(place), Who.OTHER), pronoun=True)

    def _before_insertion(self, comma: int, depth: int) -> Subject | None:
        """Return the noun before an inserted clause: *the lead, who had the page open, forgot*."""
        for place in range(comma - 1, max(0, comma - _LONGEST_INSERTION), -1):
            if self.word(place) in _INSERTED and self.word(place - 1) == ",":
                return self.doer_before(place - 1, depth + 1)
        named = self.doer_before(comma, depth + 1)
        if named is None or named.sure is Sure.PEOPLE:
            return named
        apposed = named.sure is Sure.NAMED and self.word(named.first - 1) == ","
        return named if apposed and self.doer_before(named.first - 1, depth + 1) else None

    def clause_subject(self, index: int) -> Subject | None:
        """Return the subject of a verb, also behind a relative clause: *the one who made it …*."""
        found = self.doer_before(index)
        if found is not None and (found.sure is not Sure.UNKNOWN or "whoever" not in self.sentence.words):
            return found
        for place in range(index - 2, max(-1, index - 10), -1):
            word = self.word(place)
            if word == "whoever":
                return Subject(place, place, Who.OTHER, pronoun=True)
            if word == "who":
                return self.doer_before(place) if place > 0 else None
            if word in (",", ";", ":", ".", "and", "but", "that", "which", "if"):
                return found
        return found

    def _antecedent(self, who: int, depth: int) -> Subject | None:
        """Return the noun a relative "who" stands for."""
        if self.word(who - 1) in self.lexicon.outsiders or (who > 0 and self.is_thing(who - 1)):
            if self.word(who - 1) != ",":
                return None
        if self.word(who - 1) == ",":
            who -= 1
        found = self.doer_before(who, depth + 1) if who > 0 else None
        return found or Subject(who, who, Who.OTHER, pronoun=True)

    def _carried_on(self, place: int) -> Subject | None:
        """Return the pronoun that "and" carries on: *he restarted it and forgot …*."""
        for back in range(place - 1, -1, -1):
            word = self.word(back)
            if word in ("if", "whether", "because"):
                return None
            if word in _THINGS and self.word(back + 1) not in (*_CARRY_ON, ","):
                return None
            if word in ("i", "we", "you", "he", "she", "they"):
                return Subject(back, back, _PRONOUNS.get(word, Who.OTHER), pronoun=True)
            if word in _AUXILIARIES and back > 0:
                found = self.doer_before(back, _DEEPEST_PHRASE)
                return found if found is not None and found.sure is Sure.PEOPLE else None
            if is_past(word) and back > 0:
                found = self.doer_before(back, _DEEPEST_PHRASE)
                if found is not None and found.sure is Sure.PEOPLE:
                    return found
        return None

    def _noun_before(self, place: int, depth: int) -> Subject | None:
        """Return the noun phrase that ends at ``place``, if its head is a person or team."""
        lexicon = self.lexicon
        first = place
        while first > 0 and place - first < _LONGEST_MODIFIER and self.is_modifier(first - 1):
            first -= 1
        if self.word(first - 1) in lexicon.determiners:
            first -= 1
        if self.word(first - 1) == "'s":
            return self._noun_of(first, place) if self.is_noun_for_people(place) else None
        if self.word(first - 1) in lexicon.prepositions and first > 1:
            head = self.doer_before(first - 1, depth + 1)
            if head is not None and head.sure is Sure.PEOPLE:
                return head
            if self._is_noun(first - 2):
                return head
            return self._noun_of(first, place)
        return self._noun_of(first, place)

    def _noun_of(self, first: int, place: int) -> Subject | None:
        """Return the phrase as a subject when its last word names people."""
        before = self.sentence.words[first:place]
        if not self.is_noun_for_people(place):
            return self._perhaps(first, place)
        if self._is_machine(first, place):
            return None
        if self.word(place) == "support" and before and not self._means_a_team(before[-1]):
            return None
        who = {"no": Who.NOBODY, "any": Who.ANYBODY, "every": Who.ANYBODY, "each": Who.ANYBODY}
        return Subject(first, place, who.get(self.word(first), Who.OTHER))

    def _perhaps(self, first: int, place: int) -> Subject | None:
        """Return a noun in no dictionary as somebody who may be meant; None for a thing."""
        if self.is_team_name(place) and first == place:
            return Subject(first, place, Who.OTHER, sure=Sure.NAMED)
        if self.word(place) in self.lexicon.bodies:
            return Subject(first, place, Who.OTHER, sure=Sure.UNKNOWN)
        if self.is_thing(place) or self.word(place) in self.lexicon.outsiders:
            return None
        if self.word(place) in self.lexicon.not_people:
            return None
        if self.lexicon.is_participle(self.word(place)) and first == place:
            return None
        named = self.sentence.named[place] and (place > 0 or first == place)
        sure = Sure.NAMED if named else Sure.UNKNOWN
        return Subject(first, place, Who.OTHER, sure=sure)

    def _means_a_team(self, word: str) -> bool:
        """Tell whether "support" behind this word is a team, and no property of a system."""
        return word in self.lexicon.determiners or word in ("customer", "technical")

    def is_modifier(self, index: int) -> bool:
        """Tell whether a word may stand inside a noun phrase."""
        word = self.word(index)
        lexicon = self.lexicon
        if not word or not word[0].isalpha():
            return False
        return not (
            word in lexicon.closed or word in lexicon.determiners or word in lexicon.prepositions
        )

    def _is_noun(self, index: int) -> bool:
        """Tell whether a preposition after ``index`` hangs on a noun there."""
        if self.word(index) in ("due", "thanks", "according", "owing"):
            return False
        return self.is_modifier(index) and not self.lexicon.is_adverb(self.word(index))

    def people_at(self, index: int, *, whole: bool = True) -> Subject | None:
        """Return the person or team named from ``index`` on, as an object or an agent.

        Unless ``whole`` is false, no further noun may follow: "the team dashboard" is no team.
        """
        word = self.word(index)
        lexicon = self.lexicon
        if word in lexicon.object_pronouns or word in lexicon.subject_pronouns:
            return Subject(index, index, _PRONOUNS.get(word, Who.OTHER), pronoun=True)
        begin = index + 1 if word in lexicon.determiners else index
        people, place = -1, begin
        for place in range(begin, begin + _LONGEST_MODIFIER):
            if self.is_noun_for_people(place):
                people = place
            elif not self.is_modifier(place):
                break
        if self.word(people + 1 if people >= 0 else place) == "'s":
            owned = self._people_of(people + 2 if people >= 0 else place + 1)
            people = max(people, owned)
            if owned < 0 and whole:
                return None
        if people < 0 or (whole and not self.is_noun_end(people + 1)):
            return None
        if self._is_machine(begin, people):
            return None
        who = {"no": Who.NOBODY, "any": Who.ANYBODY, "every": Who.ANYBODY}
        return Subject(index, people, who.get(word, Who.OTHER))

    def _is_machine(self, first: int, role: int) -> bool:
        """Tell whether a role is a machine's: *the query planner*."""
        before = self.sentence.words[max(0, first - 1) : role]
        return self.word(role) in _MACHINES_TOO and not self.lexicon.machines.isdisjoint(before)

    def somebody_at(self, index: int) -> Subject | None:
        """Return the people named from ``index`` on, or one word that is written like a name."""
        found = self.people_at(index, whole=False)
        if found is not None:
            return found
        named = index < len(self.sentence.named) and self.sentence.named[index]
        if not named or self.is_thing(index) or self.word(index) in self.lexicon.not_people:
            return None
        return Subject(index, index, Who.OTHER, sure=Sure.NAMED)

    def _people_of(self, begin: int) -> int:
        """Return where people who belong to somebody are named: *the provider's staff*."""
        people = -1
        for place in range(begin, begin + _LONGEST_MODIFIER):
            if self.is_noun_for_people(place):
                people = place
            elif not self.is_modifier(place):
                break
        return people

    def is_noun_end(self, index: int) -> bool:
        """Tell whether no further noun follows, as it does in "the team dashboard"."""
        word = self.word(index)
        if word == "'s":
            return False
        if word in _REFLEXIVE or self.lexicon.is_adverb(word) or word.endswith("ing"):
            return True
        if self.lexicon.is_participle(word) or is_past(word):
            return True
        return not self.is_modifier(index)
