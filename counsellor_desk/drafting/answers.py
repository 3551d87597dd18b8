"""Which sentences of a note answer the one before them, and may not be parted from it.

The worst a draft can do is keep "asked about suicide" and file the "no" elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.drafting.parsed import ParsedNote

_SHORT_ANSWER: Final = 7
_BRIEF_ANSWER: Final = 4
_OPENS_ANSWER: Final = 3
_PAUSE_WORDS: Final = 8
_LABELS: Final = frozenset({"answer", "ans", "a", "reply", "response", "then"})
_TURNING_WORDS: Final = 18
_SUBJECTS: Final = frozenset({"he", "she", "they", "but", "says", "said", "cl", "client"})
_BACK: Final = frozenset({"it", "that", "this", "them", "so", "those", "one"})
_DENIES: Final = frozenset({"not", "never", "no", "nor", "wouldn't", "cannot"})
_TELLS: Final = frozenset({"said", "says", "replied", "answered"})
_QUESTION_ENDS: Final = "\"'”’)"


class Answers:
    """Reads one note. ``about_risk``: whether a sentence holds a word about risk."""

    def __init__(self, note: ParsedNote, about_risk: Callable[[int], bool]) -> None:
        self._note = note
        self._about_risk = about_risk
        self.bound = self._bound()

    def _bound(self) -> dict[int, int]:
        """Sentences that go with the one before them: answer → question, denial → cue."""
        bound: dict[int, int] = {}
        for number in range(1, len(self._note.sentences)):
            goes_on = number - 1 in bound and self._goes_on(number - 1, number)
            if goes_on or self._goes_with(number - 1, number):
                bound[number] = number - 1
            elif number > 1 and self._after_a_pause(number):
                bound[number - 1], bound[number] = number - 2, number - 1
        return bound

    def _goes_on(self, answer: int, number: int) -> bool:
        """As in "Nah. Never got that far", or further words inside the same quotation marks."""
        first, second = self._note.sentences[answer], self._note.sentences[number]
        if self._lines_apart(first, second) or self.asks(second):
            return False
        if self._marked(second):
            return self._words_so_far(number) <= _TURNING_WORDS
        opens = self._note.clauses[second[0]].first
        both = self._note.said_in_quotes(opens) and self._note.said_in_quotes(opens - 1)
        brief = self._note.clauses[second[-1]].last - opens <= _BRIEF_ANSWER
        return both or self._answers(second, short=True) or (brief and self._below(answer))

    def _below(self, answer: int) -> bool:
        """Whether the answer stands on the line below its question."""
        return self._put_alone(self._note.sentences[answer - 1], self._note.sentences[answer])

    def _put_alone(self, question: Sequence[int], sentence: Sequence[int]) -> bool:
        """A short question with a line to itself: what the line below says is the answer."""
        first, last = self._note.clauses[question[0]], self._note.clauses[question[-1]]
        short = last.last - first.first <= _SHORT_ANSWER
        asks = self._note.text[last.end - 1 : last.end] == "?"
        place = self._note.clauses[sentence[0]]
        below = place.line == last.line + 1 and not self._note.lines[place.line].after_gap
        end = self._note.clauses[sentence[-1]].end
        answered = self._note.text[end - 1 : end] not in {"?", ":"}
        return short and asks and below and answered and not self._titled(sentence)

    def _marked(self, sentence: Sequence[int]) -> bool:
        """Whether it stands on an "A." below a "Q."."""
        return self._note.lines[self._note.clauses[sentence[0]].line].answer

    def _words_so_far(self, number: int) -> int:
        """How many words its line has, to the end of that sentence."""
        sentence = self._note.sentences[number]
        line = self._note.lines[self._note.clauses[sentence[0]].line]
        first = self._note.word_at(line.start)
        return self._note.clauses[sentence[-1]].last - first

    def _titled(self, sentence: Sequence[int]) -> bool:
        """Whether it opens with a heading."""
        place = self._note.clauses[sentence[0]]
        return any(
            hit.first == place.first and hit.last == place.last
            for hit in self._note.hits(sentence[0], "headings.heading")
        )

    def _goes_with(self, before: int, number: int) -> bool:
        question, sentence = self._note.sentences[before], self._note.sentences[number]
        if not self._about_risk(before) or not self._close(question, sentence):
            return False
        if self._put_alone(question, sentence):
            return True
        if self._marked(sentence) and self._lines_apart(question, sentence):
            return True
        asked, alone = self.asks(question), not self._about_risk(number)
        answers = (asked or alone) and self._answers(sentence, short=not asked)
        turned = self._opens_with_question(sentence) or self._takes_back(sentence)
        return answers or (alone and turned)

    def _takes_back(self, sentence: Sequence[int]) -> bool:
        """As in "There is a shotgun in the house; he says that he would never use that"."""
        first, last = self._note.clauses[sentence[0]].first, self._note.clauses[sentence[-1]].last
        words = [word.plain for word in self._note.words[first:last]]
        if len(words) > _TURNING_WORDS or words[0] not in _SUBJECTS or self.asks(sentence):
            return False
        denials = [n for n, word in enumerate(words) if word in _DENIES or word.endswith("n't")]
        return bool(denials) and not _BACK.isdisjoint(words[denials[0] :])

    def _after_a_pause(self, number: int) -> bool:
        """As in "Asked about suicide. There was a long wait. No, she said"."""
        question, pause, answer = self._note.sentences[number - 2 : number + 1]
        words = self._note.clauses[pause[-1]].last - self._note.clauses[pause[0]].first
        quiet = any(
            hit.cue.label == "pause" for hit in self._note.sentence_hits(pause, "risk.asked")
        )
        if words > _PAUSE_WORDS or not quiet or not self._about_risk(number - 2):
            return False
        near = self._close(question, pause) and self._lines_apart(pause, answer) <= 1
        return near and self.asks(question) and self._answers(answer, short=False)

    def _lines_apart(self, before: Sequence[int], sentence: Sequence[int]) -> int:
        return self._note.clauses[sentence[0]].line - self._note.clauses[before[-1]].line

    def _close(self, before: Sequence[int], sentence: Sequence[int]) -> bool:
        apart = self._lines_apart(before, sentence)
        return apart == 0 or (apart == 1 and self.asks(before))

    def asks(self, sentence: Sequence[int]) -> bool:
        """Whether it only asks: the answer is still to come."""
        end = self._note.clauses[sentence[-1]].end
        said = self._note.text[max(0, end - 3) : end].rstrip(_QUESTION_ENDS)
        if said.endswith("?"):
            return True
        return next(self.questions(sentence), None) is not None

    def asks_up_to(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """The same of a cue, unless it is told: "asked about her mood she said that she wishes"."""
        asked = [question.last for question in self.questions(sentence)]
        told = {self._note.words[n].plain for n in range(min(asked, default=hit.first), hit.first)}
        return self.asks(sentence) and told.isdisjoint(_TELLS)

    def not_agreed(self, number: int) -> bool:
        """As in "blades in the box? not agreed": what was asked for, and turned down."""
        if self.bound.get(number) != number - 1:
            return False
        answer = self._note.sentences[number]
        opens = self._note.clauses[answer[0]].first
        declined = self._note.hits(answer[0], "actions.declined")
        return any(hit.first == opens for hit in declined)

    def questions(self, sentence: Sequence[int]) -> Iterator[Hit]:
        """The words by which the counsellor asks."""
        return (
            hit
            for hit in self._note.sentence_hits(sentence, "risk.asked")
            if hit.cue.label == "question"
        )

    def _opens_with_question(self, sentence: Sequence[int]) -> bool:
        """As in "Intrusive thoughts, pictures of it. Checked carefully: does not want to"."""
        first = self._note.clauses[sentence[0]].first
        return any(question.first == first for question in self.questions(sentence))

    def _speaks(self, sentence: Sequence[int]) -> bool:
        """The other speaker's line after a question: "C: not now", or "N to both", "Y"."""
        place = self._note.clauses[sentence[0]]
        word = self._note.words[place.first].plain
        speaker = place.last - place.first == 1 and len(word) == 1 and len(sentence) > 1
        return speaker or word in {"n", "y"} or self._note.lines[place.line].arrow

    def _answers(self, sentence: Sequence[int], *, short: bool) -> bool:
        first, last = self._note.clauses[sentence[0]].first, self._note.clauses[sentence[-1]].last
        if short and last - first > _SHORT_ANSWER:
            return False
        if not short and (self._note.said_in_quotes(first) or self._speaks(sentence)):
            return True
        reach = _OPENS_ANSWER + (self._note.words[first].plain in _LABELS)
        return any(
            hit.cue.label == "answer" and hit.first < first + reach
            for hit in self._note.sentence_hits(sentence, "risk.asked")
        )
