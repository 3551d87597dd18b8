"""Whom to turn to when it gets worse, where nobody is named: "faints -> A&E", "if worse, 111"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.drafting.commitments import Action
from counsellor_desk.drafting.owners import CLIENT
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.verbs import Verbs

_EMERGENCY_LEAD: Final = 4
_LEADS_TO: Final = ("=", "->", "→", "=>", ">")
_LEADS_ON: Final = frozenset(
    {"to", "the", "a", "by", "with", "of", "in", "at", "or", "and"}
    | {"rang", "rung", "saw", "seen", "calls", "phones", "texts", "sees", "going", "went"}
)


class Emergencies:
    """Finds the steps of one note that are for an emergency."""

    def __init__(self, note: ParsedNote, verbs: Verbs) -> None:
        self._note = note
        self._verbs = verbs

    def of(self, sentence: Sequence[int], *, conditional: bool) -> Iterator[Action]:
        """As in "Faints -> A&E", "if worse, 111": the client's, as nobody is named."""
        first = self._note.clauses[sentence[0]].first
        for hit in self._note.sentence_hits(sentence, "actions.emergency"):
            opens = self._note.clauses[self._note.clause_of(hit.first)].first
            before = self._note.text[: self._note.words[hit.first].start].rstrip()
            leads = conditional and opens > first and hit.first - opens <= _EMERGENCY_LEAD
            leads = leads or (conditional and self._bare_end(hit, sentence))
            named = any(number in self._note.people for number in range(opens, hit.first))
            named = named and not self._bare_end(hit, sentence)
            if hit.first > first and not named and (leads or before.endswith(_LEADS_TO)):
                written = self._verbs.written(hit.first, hit.last)
                yield Action(first, hit.first, CLIENT, written, conditional=True)
                return

    def _bare_end(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """As in "if he comes to the door 999": nobody in the condition rings it."""
        ends = hit.last == self._note.clauses[sentence[-1]].last
        before = self._verbs.word_before(hit.first)
        rung = before in _LEADS_ON or before.endswith("ed") or self._verbs.is_one(hit.first - 1)
        return ends and not rung
