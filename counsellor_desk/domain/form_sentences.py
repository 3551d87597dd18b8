"""Which sentences of a form an organisation may word in its own way, and where each stands.

A sentence has a path: ``title``, ``steps/why/plain``, ``fields/why/label``, ``options/onward/no``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from counsellor_desk.domain.text import clean, one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

Table = dict[str, Any]
"""A form's definition as it is written (``domain.form_tables``)."""


class Part(Worded):
    """What a sentence is on its form."""

    TITLE = "title", N_("Title of the form")
    INTRO = "intro", N_("What the client reads first")
    ABOUT = "about", N_("What it is for, where forms are chosen")
    SHORT = "short", N_("Name of the step, and heading on paper")
    QUESTION = "question", N_("Question of the step")
    PLAIN = "plain", N_("Plain reading")
    FULL = "full", N_("Full text")
    LABEL = "label", N_("What is asked")
    PRINTED = "printed", N_("How it is called on paper")
    HELP = "help", N_("Help for whoever fills it in")
    OPTION = "option", N_("One of the answers")

    @property
    def is_long(self) -> bool:
        """Whether it may have several lines."""
        return self in _LONG

    @property
    def limit(self) -> int:
        """Characters that fit."""
        return _LIMITS.get(self, _LONG_LIMIT if self.is_long else _LIMIT)


_LONG: Final = frozenset({Part.INTRO, Part.PLAIN, Part.FULL})
_LIMIT: Final = 300
_LONG_LIMIT: Final = 3000
_LIMITS: Final = {Part.TITLE: 80, Part.SHORT: 60, Part.PRINTED: 120}
_OF_FORM: Final = (Part.TITLE, Part.INTRO, Part.ABOUT)
_OF_STEP: Final = (Part.SHORT, Part.QUESTION, Part.PLAIN, Part.FULL)
_OF_FIELD: Final = (Part.LABEL, Part.PRINTED, Part.HELP)


class SentenceMissing(InputError):
    """Something has to stand there. The fact ``path`` names the sentence."""

    field = "sentence"
    happened = N_("“{what}” is empty: the client or the paper needs these words.")
    safe = N_("The words of before are kept.")
    next_step = N_("Write them in your own way, or put the shipped words back.")


class SentenceTooLong(InputError):
    """More than a page can hold. The fact ``path`` names the sentence."""

    field = "sentence"
    happened = N_("“{what}” is too long: {length} characters, {limit} fit.")
    safe = N_("What you typed still stands there.")
    next_step = N_("Shorten it.")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """``step``: in which it stands, or nothing; ``about``: the question it belongs to, in words.

    ``optional``: nothing need stand there.
    """

    path: str
    part: Part
    text: str
    step: str = ""
    about: str = ""
    optional: bool = False

    def tidied(self, words: str) -> str:
        """The words as they are printed."""
        return clean(words).text.strip() if self.part.is_long else one_line(words)

    def checked(self, words: str) -> str:
        """The words as they are kept.

        Raises:
            SentenceMissing, SentenceTooLong: as they say.
        """
        tidy = self.tidied(words)
        if not tidy and not self.optional:
            raise SentenceMissing(path=self.path, what=self.part.label)
        return fitting(tidy, self.part.limit, path=self.path, what=self.part.label)


def fitting(words: str, limit: int, *, path: str, what: str) -> str:
    """The words themselves.

    Raises:
        SentenceTooLong: more than ``limit`` characters.
    """
    if len(words) > limit:
        raise SentenceTooLong(path=path, what=what, length=len(words), limit=limit)
    return words


def sentences(table: Table) -> tuple[Sentence, ...]:
    """Every sentence of the form, in the order in which it is read."""
    return tuple(sentence for sentence, _holder in _found(table))


def put(table: Table, words: Mapping[str, str]) -> None:
    """Write the words of these paths into the table. Those that are not there are passed over."""
    for sentence, holder in list(_found(table)):
        if sentence.path in words:
            key = "label" if sentence.part is Part.OPTION else sentence.part.value
            holder[key] = words[sentence.path]


def _found(table: Table) -> Iterator[tuple[Sentence, Table]]:
    for part in _OF_FORM:
        yield Sentence(path=part.value, part=part, text=table[part.value]), table
    for step in table["steps"]:
        for part in _OF_STEP:
            sentence = Sentence(
                path=f"steps/{step['key']}/{part.value}",
                part=part,
                text=step.get(part.value, ""),
                step=step["key"],
                optional=part is Part.FULL and not step.get(part.value),
            )
            yield sentence, step
        for field in step.get("fields", ()):
            yield from _of_field(step["key"], field)


def _of_field(step: str, field: Table) -> Iterator[tuple[Sentence, Table]]:
    for part in _OF_FIELD:
        if part.value in field:
            sentence = Sentence(
                path=f"fields/{field['key']}/{part.value}",
                part=part,
                text=field[part.value],
                step=step,
                about=field["label"],
                optional=part is Part.HELP,
            )
            yield sentence, field
    for option in field.get("options", ()):
        path = f"options/{field['key']}/{option['key']}"
        text, about = option["label"], field["label"]
        yield Sentence(path=path, part=Part.OPTION, text=text, step=step, about=about), option
