"""The words of a sentence by the part they play: names, roles and teams, things, modifiers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from postmortem_desktop.phrasing.lexicon import Lexicon, Sure
from postmortem_desktop.phrasing.tokens import Sentence
from postmortem_desktop.phrasing.verb_forms import is_past

LONGEST_MODIFIER = 4
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
_REFLEXIVE = frozenset(
    ("themselves", "himself", "herself", "itself", "alone", "today", "lol", "tbh", "smh", "imo")
)
_WORDS_TOO = frozenset(
    (
        "mark",
        "will",
        "bill",
        "art",
        "rich",
        "frank",
        "grant",
        "may",
        "june",
        "april",
        "rob",
        "pat",
        "dawn",
        "faith",
        "hope",
        "joy",
        "rose",
        "ray",
        "jack",
        "nick",
        "sue",
        "drew",
        "max",
        "dean",
        "guy",
        "jay",
        "gene",
        "don",
        "harry",
        "victor",
        "norm",
        "chip",
        "rene",
        "sally",
        "gary",
        "pam",
        "ada",
        "ali",
        "bea",
        "cora",
        "lance",
        "dan",
        "ken",
        "al",
        "jan",
        "mira",
        "mo",
        "sven",
        "nova",
        "viola",
        "ruby",
        "iris",
        "clay",
        "cliff",
        "heath",
        "stella",
        "neil",
    )
)
"""Names that are words as well: without a capital they are no names."""
_MACHINES_TOO = frozenset(
    (
        *("operator", "operators", "manager", "managers", "planner", "planners", "dispatcher"),
        *("driver", "drivers", "dispatchers", "supervisor", "supervisors", "owner", "owners"),
        *("member", "members", "author", "authors", "assistant", "support", "interpreter"),
        *("inspector", "compiler", "marshal", "agent", "controller", "guard", "moderator"),
        *("assembler", "courier", "curator", "referee"),
    )
)
"""Roles that are also parts of systems."""
_NUMBERS = frozenset(("one", "two", "three"))
_POSTS = frozenset(
    (*(("on", post) for post in ("duty", "call", "shift", "watch")), ("in", "charge"))
)
_OWN_GROUPS = frozenset(("group", "board", "publisher", "publishers", "office", "union"))
"""Groups that are parts of systems as well, unless they are said to be somebody's own."""
_SEATS = frozenset(("office", "branch", "desk", "depot", "bureau", "studio", "lab", "site", "yard"))


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


PRONOUNS = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), Who.SELF),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), Who.GROUP),
    **dict.fromkeys(("you", "your", "yours", "yourself"), Who.ADDRESSED),
    **dict.fromkeys(("nobody", "noone"), Who.NOBODY),
    **dict.fromkeys(("anyone", "anybody", "everyone", "everybody"), Who.ANYBODY),
}


@dataclass(frozen=True, slots=True)
class Nouns:
    """One sentence with the dictionaries it is read with; ``names`` are lower case."""

    sentence: Sentence
    lexicon: Lexicon
    names: Collection[str]

    def word(self, index: int) -> str:
        """Return the word at ``index``, or nothing outside the sentence."""
        words = self.sentence.words
        return words[index] if 0 <= index < len(words) else ""

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
        listed = word in lexicon.roles or word in lexicon.teams or word in lexicon.firms
        if listed or self.is_name(index):
            return True
        if "-" in word and word.rpartition("-")[2] in lexicon.roles:
            return True
        if word in lexicon.crowds:
            before = self.word(index - 1)
            return self.is_modifier(index - 1) or before in lexicon.determiners or before == "'s"
        if word in lexicon.places or word in lexicon.doubtful_roles:
            before = self.word(index - 1)
            return before in lexicon.manned or self._is_in_town(index) or self._is_own(index)
        if word in ("head", "heads"):
            return self.word(index + 1) == "of" and self.word(index + 2) not in ("line", "queue")
        if word in _NUMBERS:
            return self.word(index - 1) == "tier"
        if not word.endswith(_SUFFIXES_OF_PEOPLE) or word in lexicon.outsiders:
            return False
        return not lexicon.is_thing(word)

    def is_owned_by_people(self, index: int) -> bool:
        """Tell whether a possessive is that of people: *his*, *Marco's*, *the airlines'*."""
        owner = self.word(index - 1)
        if self.word(index) == "'" and not owner.endswith("s"):
            return False
        if self.word(index) not in ("'s", "'"):
            return True
        return self.is_noun_for_people(index - 1)

    def _is_own(self, index: int) -> bool:
        """Tell whether a group is somebody's: *our group*, where *a group* may be one of hosts."""
        owner = self.word(index - 1)
        return self.word(index) in _OWN_GROUPS and owner in self.lexicon.possessives - {"its"}

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

    def is_modifier(self, index: int) -> bool:
        """Tell whether a word may stand inside a noun phrase."""
        word = self.word(index)
        lexicon = self.lexicon
        if not word or not word[0].isalpha():
            return False
        return not (
            word in lexicon.closed or word in lexicon.determiners or word in lexicon.prepositions
        )

    def people_at(self, index: int, *, whole: bool = True) -> Subject | None:
        """Return the person or team named from ``index`` on, as an object or an agent.

        Unless ``whole`` is false, no further noun may follow: "the team dashboard" is no team.
        """
        word = self.word(index)
        lexicon = self.lexicon
        if word in lexicon.object_pronouns or word in lexicon.subject_pronouns:
            return Subject(index, index, PRONOUNS.get(word, Who.OTHER), pronoun=True)
        if word == "whoever" and (self.word(index + 2), self.word(index + 3)) in _POSTS:
            return Subject(index, index + 3, Who.OTHER, pronoun=True)
        if word == "one" and self.word(index + 1) == "of":
            group = self.people_at(index + 2, whole=whole)
            return group and Subject(index, group.last, Who.OTHER, pronoun=group.pronoun)
        begin = index + 1 if word in lexicon.determiners else index
        people, place = self._last_people(begin)
        if self.word(people + 1 if people >= 0 else place) == "'s":
            owned = self._people_of(people + 2 if people >= 0 else place + 1)
            people = max(people, owned)
            if owned < 0 and whole:
                return None
        if people < 0 or (whole and not self.is_noun_end(people + 1)):
            return None
        if self._is_machine(begin, people):
            return None
        people = self._with_post(people)
        who = {"no": Who.NOBODY, "any": Who.ANYBODY, "every": Who.ANYBODY}
        return Subject(index, people, who.get(word, Who.OTHER))

    def _with_post(self, people: int) -> int:
        """Return where people end who are told apart: *the person on duty*, *Ana from storage*."""
        link, place = self.word(people + 1), self.word(people + 2)
        named = link == "from" and self.is_modifier(people + 2) and not place.endswith("ing")
        told_apart = named or (link, place) in _POSTS
        return people + 2 if told_apart and self.is_noun_end(people + 3) else people

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
        return self._last_people(begin)[0]

    def _last_people(self, begin: int) -> tuple[int, int]:
        """Return the last noun for people of a phrase, -1 for none, and where the phrase ends."""
        people, place = -1, begin
        for place in range(begin, begin + LONGEST_MODIFIER):
            if self.is_noun_for_people(place):
                people = place
            elif not self.is_modifier(place):
                break
        return people, place

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
