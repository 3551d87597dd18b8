"""The verbs of a note, and the words around them that decide whether an action is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Owner
from counsellor_desk.drafting.owners import CLIENT, COUNSELLOR
from counsellor_desk.drafting.parsed import ParsedNote

_SOMETHING_ELSE: Final = frozenset(
    {"though", "although", "but", "because", "while", "since", "she", "he", "they", "i", "we"}
)
_BETWEEN: Final = frozenset(
    {"also", "then", "just", "both", "please", "now", "still", "each", "to", "try", "be"}
)
_ONLY_THOUGHT: Final = frozenset(
    {"think", "thinks", "thought", "hope", "hopes", "hoped", "believes", "worried", "afraid"}
    | {"sure", "if", "unless", "when", "until", "what", "how", "why", "where", "whether"}
    | {"frightened", "scared", "terrified", "fears", "feared", "dreads", "dreading", "wish"}
    | {"reckons", "suspects", "guesses", "doubts", "convinced", "certain", "imagines", "wishes"}
    | {"predicts", "supposes", "assumes", "assumed", "dreamt", "wondered", "wondering", "fear"}
    | {"whatever", "know", "knows", "wonders", "expects", "before", "after", "once", "till", "than"}
)
_NO_VERB: Final = frozenset(
    {"the", "a", "an", "her", "his", "their", "my", "our", "this", "that", "it", "me", "him"}
    | {"them", "never", "always", "probably", "just", "not", "get", "feel", "likely"}
    | {"definitely", "find", "miss", "need", "want", "like", "know", "remember", "manage", "cope"}
    | {"survive", "end", "be", "have", "some", "what", "which", "who", "whom", "when", "where"}
    | {"and", "or"}
)
_LIGHT: Final = frozenset({"have", "be", "get", "find", "know", "remember", "manage", "just"})
_PAST: Final = frozenset(
    {"thought", "been", "said", "gone", "done", "had", "felt", "seen", "got", "gotten", "taken"}
    | {"told", "made", "left", "lost", "come", "came", "went", "heard", "slept", "kept", "found"}
    | {"given", "written", "spoken", "known", "meant", "rather", "better", "sooner", "all"}
)

_BINDING: Final = frozenset({"strong", "contracted"})
_TURNS_TO: Final = frozenset(
    {"ring", "call", "phone", "text", "tell", "take", "go", "contact", "speak", "ask", "come"}
)
_THINKS: Final = frozenset({"thinks", "reckons", "fears", "hopes", "guesses", "believes", "says"})


class Verbs:
    """Reads one note; words are told by their numbers."""

    def __init__(self, note: ParsedNote) -> None:
        self._note = note

    def word_before(self, number: int) -> str:
        return self._note.words[number - 1].plain if number else ""

    def only_thought(self, first: int) -> bool:
        """As in "thinks she will", "what she will say": not agreed."""
        return self.word_before(first) in _ONLY_THOUGHT

    def not_meant(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """Past ("was going to"), quoted, or one of the phrases that only look like it."""
        past = self.word_before(hit.first) in {"was", "were", "been", "not", "never"}
        aside = self._note.clauses[self._note.clause_of(hit.first)]
        relative = self._note.words[aside.first].plain in {"which", "who"}
        if past or relative or self._note.said_in_quotes(hit.first):
            return True
        return any(
            other.first <= hit.last and hit.first < other.last
            for other in self._note.sentence_hits(sentence, "actions.not_action")
        )

    def reach(self, verb: int, sentence: Sequence[int]) -> int:
        """Up to which word a day is the verb's own: not "he rings it, since it came on Friday"."""
        for clause in sentence:
            place = self._note.clauses[clause]
            opens = self._note.words[place.first].plain
            if place.first > verb and (opens in _SOMETHING_ELSE):
                return place.first
            for number in range(max(verb, place.first), place.last):
                if self._note.words[number].plain == "since":
                    return number
        return self._note.clauses[sentence[-1]].last

    def at(self, first: int, sentence: Sequence[int], between: int = 2) -> int | None:
        """The verb at ``first``, or after a word or two that may stand before it."""
        end = self._note.clauses[sentence[-1]].last
        for number in range(first, min(first + between + 1, end)):
            if self.is_one(number):
                return number
            if self._note.words[number].plain not in _BETWEEN:
                return None
        return None

    def is_one(self, number: int) -> bool:
        clause = self._note.clause_of(number)
        return any(hit.first == number for hit in self._note.hits(clause, "actions.verb"))

    def turning_to(self, word: int, sentence: Sequence[int]) -> int | None:
        """The verb behind a "will" there, where it turns to somebody: "mum will ring 999"."""
        for hit in self._note.sentence_hits(sentence, "actions.will"):
            if hit.first == word and hit.cue.label in _BINDING:
                verb = self.at(hit.last, sentence)
                turns = verb is not None and self._note.words[verb].plain in _TURNS_TO
                return verb if turns else None
        return None

    def heads(self, number: int) -> bool:
        """As in "Drink: two whiskies, four on Tuesday"."""
        end = self._note.words[number].end
        return self._note.text[end : end + 1] == ":"

    def is_form(self, number: int, table: str) -> bool:
        """Whether one of that table's forms stands there: "rings", "ringing"."""
        clause = self._note.clause_of(number)
        return any(hit.first == number for hit in self._note.hits(clause, table))

    def is_light(self, number: int) -> bool:
        """In "mum to have the kids", "K to be in touch": a verb only behind a bare "to"."""
        return number < len(self._note.words) and self._note.words[number].plain in _LIGHT

    def tells(self, word: int) -> bool:
        """Whether that word tells of something said or felt."""
        clause = self._note.clause_of(word)
        return any(
            hit.first == word and hit.cue.label == "telling"
            for hit in self._note.hits(clause, "themes.weight")
        )

    def thought_so(self, sentence: Sequence[int]) -> bool:
        """As in "her boss will call her in on Friday, she thinks"."""
        last = self._note.words[self._note.clauses[sentence[-1]].last - 1].plain
        return last in _THINKS

    def any_at(self, first: int, sentence: Sequence[int]) -> int | None:
        """In "cl to journal nightly" the word after "to" is a verb though no table has it."""
        if first >= self._note.clauses[sentence[-1]].last:
            return None
        word = self._note.words[first].plain
        base = word.isalpha() and not word.endswith(("ed", "ing", "ly"))
        return first if base and word not in _NO_VERB and word not in _PAST else None

    def usual_owner(self, verb: int) -> Owner | None:
        """Where no one is named: letters and calls are the counsellor's, practice the client's."""
        clause = self._note.clause_of(verb)
        labels = {
            hit.cue.label for hit in self._note.hits(clause, "actions.verb") if hit.first == verb
        }
        if "counsellor" in labels:
            return COUNSELLOR
        return CLIENT if "client" in labels else None

    def written(self, first: int, last: int) -> str:
        return self._note.text[self._note.words[first].start : self._note.words[last - 1].end]
