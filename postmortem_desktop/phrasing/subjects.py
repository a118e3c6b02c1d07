"""Who a clause is about: the grammatical subject decides most cases.

A person, a team or a pronoun may be described with blame; a system, an unknown noun or somebody
outside the work may not, and leaves the matchers silent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from postmortem_desktop.phrasing.lexicon import Sure
from postmortem_desktop.phrasing.nouns import LONGEST_MODIFIER, PRONOUNS, Nouns, Subject, Who
from postmortem_desktop.phrasing.tokens import MASK
from postmortem_desktop.phrasing.verb_forms import is_past

_LONGEST_INSERTION = 18
_HIRING = frozenset(("they", "we", "you", "he", "she", "i"))
_APPOINTED = frozenset(
    ("assigned", "hired", "tasked", "charged", "employed", "appointed", "contracted", "working")
) | {"based", "trained", "brought", "called", "paid", "entrusted", "deployed", "seconded"}
_CLOSING = frozenset((",", ")", "-", "–", "—"))
_INSERTED = frozenset(
    (
        "under",
        "unlike",
        "like",
        "tired",
        "it",
        "without",
        "still",
        "now",
        "who",
        "whose",
        "whom",
        "as",
        "being",
        "having",
        "despite",
        "with",
        "convinced",
    )
)
_DEEPEST_PHRASE = 3
_BEHIND_NOUNS = frozenset(
    ("involved", "concerned", "responsible", "present", "alone", "himself", "herself", "themselves")
)
_AUXILIARIES = frozenset(("was", "were", "had", "is", "has", "did", "are", "have"))
_THINGS = frozenset(("it", "that", "which", "this", "there"))
_POINTERS = _THINGS | {"these"}
_SOME = frozenset(("those", "some", "most", "all", "half", "many", "one", "two", "three", "both"))
_NO_NOUNS = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "no",
        "any",
        "every",
        "each",
        "some",
    )
)
_SAYING = frozenset(("bet", "say", "think", "believe", "argue", "suspect", "assume", "add"))
_TELLING = frozenset(("says", "say", "said", "thinks", "knew", "knows", "told", "means"))
_CONJUNCTIONS = frozenset(("after", "before", "since", "until"))
_ASIDES = frozenset(
    ("however", "though", "of", "course", "in", "my", "our", "opinion", "view", "turn", "fact")
) | {"as", "usual", "hindsight", "retrospect", "for", "example", "at", "least", "too", "again"}
_CARRY_ON = frozenset(("and", "but", "then", "or"))

__all__ = ["Reading", "Subject", "Who"]


@dataclass(frozen=True, slots=True)
class Reading(Nouns):
    """A sentence, and who does what its verbs tell."""

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
        if word in ("who", "whoever"):
            return self._antecedent(place, depth)
        if word in ("that", "which"):
            return self._people_that(place)
        pronoun = self._pronoun_at(place)
        if pronoun is not None:
            return pronoun
        if word in _CARRY_ON or (word == "," and self.word(place - 1) in _CARRY_ON):
            return self._carried_on(place)
        if word in _CLOSING:
            inserted = self._before_insertion if word == "," else self._before_brackets
            return inserted(place, depth)
        if word in _BEHIND_NOUNS or (word == "whole" and self.word(place - 2) == "as"):
            return self._before_word_behind(place, depth)
        return (self._before_relative(place) if place > 1 else None) or self._noun_before(
            place, depth
        )

    def _pronoun_at(self, place: int) -> Subject | None:
        """Return the pronoun a subject ends with: *she*, *no one*, *those of us*."""
        word, before = self.word(place), self.word(place - 1)
        if word == "one" and before == "no":
            return Subject(place - 1, place, Who.NOBODY, pronoun=True)
        if word in ("us", "them", "you") and before == "of":
            return self._some_of(place)
        if word in self.lexicon.subject_pronouns:
            return Subject(place, place, PRONOUNS.get(word, Who.OTHER), pronoun=True)
        return None

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
        return Subject(place - 2, place, PRONOUNS.get(self.word(place), Who.OTHER), pronoun=True)

    def _before_word_behind(self, place: int, depth: int) -> Subject | None:
        """Return who *everyone involved*, *the lead himself*, *the team as a whole* are."""
        first = place - 2 if self.word(place) == "whole" else place
        found = self.doer_before(first, depth + 1)
        all_of_them = found is not None and found.who is Who.ANYBODY
        return replace(found, who=Who.OTHER) if found and all_of_them else found

    def _before_brackets(self, closing: int, depth: int) -> Subject | None:
        """Return the people before an aside that is set off: *the lead (on call) forgot*."""
        opening = "(" if self.word(closing) == ")" else self.word(closing)
        for place in range(closing - 1, max(0, closing - _LONGEST_INSERTION), -1):
            word = self.word(place)
            if word == MASK or (word == opening and closing - place < 3):
                return None
            if word == opening:
                found = self.doer_before(place, depth + 1)
                return found if found is not None and found.sure is Sure.PEOPLE else None
        return None

    def _before_relative(self, verb: int) -> Subject | None:
        """Return the people in *the fitter they hired*, *the fitter assigned to it*."""
        hired = self.word(verb - 1) in _HIRING and is_past(self.word(verb))
        if not hired and self.word(verb) not in _APPOINTED:
            return None
        last = verb - 2 if hired else verb - 1
        if last < 0 or not self.is_noun_for_people(last):
            return None
        found = self._noun_before(last, _DEEPEST_PHRASE)
        opens = found is not None and not self.is_modifier(found.first - 1)
        return found if opens else None

    def _before_insertion(self, comma: int, depth: int) -> Subject | None:
        """Return the noun before an inserted clause: *the lead, who had the page open, forgot*."""
        aside = self._before_aside(comma)
        if aside > 0:
            return self.doer_before(aside, depth + 1)
        for place in range(comma - 1, max(0, comma - _LONGEST_INSERTION), -1):
            if self.word(place) in _INSERTED and self.word(place - 1) == ",":
                return self.doer_before(place - 1, depth + 1)
        named = self.doer_before(comma, depth + 1)
        if named is None or named.sure is Sure.PEOPLE:
            return named
        apposed = named.sure is Sure.NAMED and self.word(named.first - 1) == ","
        return named if apposed and self.doer_before(named.first - 1, depth + 1) else None

    def _before_aside(self, comma: int) -> int:
        """Return the comma before adverbs that are set off: *the lead, of course, forgot*."""
        place = comma - 1
        while place > comma - 6 and (
            self.word(place) in _ASIDES or self.lexicon.is_adverb(self.word(place))
        ):
            place -= 1
        return place if self.word(place) == "," and place < comma - 1 else -1

    def clause_subject(self, index: int) -> Subject | None:
        """Return the subject of a verb, also behind a relative clause: *the one who made it …*."""
        found = self.doer_before(index)
        if found is not None and (
            found.sure is not Sure.UNKNOWN or "whoever" not in self.sentence.words
        ):
            return found
        for place in range(index - 2, max(-1, index - 10), -1):
            word = self.word(place)
            if word == "whoever":
                return Subject(place, place, Who.OTHER, pronoun=True)
            if word == "who":
                return self.doer_before(place) if place > 0 else None
            if word in ("that", "which") and self._is_clause(place + 1, index):
                return self._people_that(place) or found
            if word in (",", ";", ":", ".", "and", "but", "that", "which", "if"):
                return found
        return found

    def _is_clause(self, first: int, end: int) -> bool:
        """Tell whether a relative clause with one verb lies between: *the firm that ran it*."""
        verb = self.after_adverbs(first)
        if self.word(verb) not in _AUXILIARIES and not is_past(self.word(verb)):
            return False
        further = self.sentence.words[verb + 1 : end]
        return not any(is_past(word) or word in _TELLING for word in further)

    def _antecedent(self, who: int, depth: int) -> Subject | None:
        """Return the noun a relative "who" stands for."""
        before = self.word(who - 1)
        thing = before in self.lexicon.outsiders or (who > 0 and self.is_thing(who - 1))
        if thing and before != ",":
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
                return Subject(back, back, PRONOUNS.get(word, Who.OTHER), pronoun=True)
            denied = word in ("do", "does") and self.word(back + 1) == "not"
            if (word in _AUXILIARIES or denied) and back > 0:
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
        word = self.word(place)
        if not word or word == MASK or word in lexicon.closed or word in _NO_NOUNS:
            return None
        first = place
        while first > 0 and place - first < LONGEST_MODIFIER and self.is_modifier(first - 1):
            first -= 1
        if self.word(first - 1) in lexicon.determiners:
            first -= 1
        if self.word(first - 1) == "'s":
            return self._noun_of(first, place) if self.is_noun_for_people(place) else None
        if self.word(first - 1) in lexicon.prepositions and first > 1:
            return self._behind_preposition(first, place, depth)
        return self._noun_of(first, place)

    def _behind_preposition(self, first: int, place: int, depth: int) -> Subject | None:
        """Return the head of *the lead of the shift*; the people in *after the shift forgot it*."""
        before = self.word(first - 1)
        found = self._noun_of(first, place)
        clause = before in _CONJUNCTIONS and found is not None and found.sure is not Sure.UNKNOWN
        if clause or (before == "to" and first < place and self.word(first) in _SAYING):
            return found
        head = self.doer_before(first - 1, depth + 1)
        if (head is not None and head.sure is Sure.PEOPLE) or self._is_noun(first - 2):
            return head
        return found

    def _noun_of(self, first: int, place: int) -> Subject | None:
        """Return the phrase as a subject when its last word names people."""
        before = self.sentence.words[first:place]
        if not self.is_noun_for_people(place) and not self._is_their_name(first, place):
            return self._perhaps(first, place)
        if self._is_machine(first, place):
            return None
        if self.word(place) == "support" and before and not self._means_a_team(before[-1]):
            return None
        who = {"no": Who.NOBODY, "any": Who.ANYBODY, "every": Who.ANYBODY, "each": Who.ANYBODY}
        return Subject(first, place, who.get(self.word(first), Who.OTHER))

    def _is_their_name(self, first: int, place: int) -> bool:
        """Tell whether a name stands behind a role or a given name: *boatswain Mark Stanlow*."""
        if place == first or not self.sentence.named[place] or self.is_thing(place):
            return False
        before = place - 1
        if before > first and self.sentence.named[before]:
            before -= 1
        if self.word(before) in self.lexicon.roles:
            return True
        return self.sentence.named[place - 1] and self.is_name(place - 1)

    def _perhaps(self, first: int, place: int) -> Subject | None:
        """Return a noun in no dictionary as somebody who may be meant; None for a thing."""
        if self.is_team_name(place) and first == place:
            return Subject(first, place, Who.OTHER, sure=Sure.NAMED)
        if self.word(place) in self.lexicon.bodies:
            beside = self._people_beside(first)
            return beside or Subject(first, place, Who.OTHER, sure=Sure.UNKNOWN)
        if self.is_thing(place) or self.word(place) in self.lexicon.outsiders:
            return None
        if self.word(place) in self.lexicon.not_people or self.word(place) in _POINTERS:
            return None
        if self.lexicon.is_participle(self.word(place)) and first == place:
            return None
        named = self.sentence.named[place] and (place > 0 or first == place)
        sure = Sure.NAMED if named else Sure.UNKNOWN
        return Subject(first, place, Who.OTHER, sure=sure)

    def _people_beside(self, first: int) -> Subject | None:
        """Return the people a body is named together with: *the pilot and the tower*."""
        if first < 2 or self.word(first - 1) not in ("and", "or", "nor"):
            return None
        last = first - 2
        if not self.is_noun_for_people(last):
            return None
        return self._noun_before(last, _DEEPEST_PHRASE)

    def _means_a_team(self, word: str) -> bool:
        """Tell whether "support" behind this word is a team, and no property of a system."""
        return word in self.lexicon.determiners or word in ("customer", "technical")

    def _is_noun(self, index: int) -> bool:
        """Tell whether a preposition after ``index`` hangs on a noun there."""
        if self.word(index) in ("due", "thanks", "according", "owing"):
            return False
        return self.is_modifier(index) and not self.lexicon.is_adverb(self.word(index))
