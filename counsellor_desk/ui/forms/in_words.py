"""What was answered, as somebody reads it: on the client's pages and once a form is signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.forms import YES, Answers, Field, FieldKind, picked
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide


def record_label(guide: Guide, key: str) -> str:
    """``2 March 2026 · Essential summary``; the key itself is never shown."""
    record = next(record for record in guide.records if record.id == key)
    return f"{dates.day(record.day)} · {record.kind}"


def form_labels(guide: Guide) -> Mapping[str, str]:
    """The client's forms, by id: ``Permission to share information, for Dr Field · In force``."""
    return {
        line.id: " · ".join(
            filter(
                None,
                (
                    _for_whom(line.title, line.recipient),
                    _("given on {day}").format(day=dates.day(line.given_on)),
                    line.told,
                ),
            )
        )
        for line in guide.forms
    }


def _for_whom(title: str, recipient: str) -> str:
    return _("{form}, for {whom}").format(form=title, whom=recipient) if recipient else title


def in_words(field: Field, answers: Answers, guide: Guide) -> str:
    """The answer in words; nothing where there is none."""
    given = field.answer(answers)
    if not given:
        return ""
    return _WORDS.get(field.kind, _text)(field, answers, guide)


def _text(field: Field, answers: Answers, _guide: Guide) -> str:
    return str(field.answer(answers))


def _choice(field: Field, answers: Answers, _guide: Guide) -> str:
    chosen = field.answer(answers)
    return next((option.label for option in field.options if option.key == chosen), "")


def _ticks(field: Field, answers: Answers, _guide: Guide) -> str:
    ticked = picked(answers, field.key)
    return "\n".join(option.label for option in field.options if option.key in ticked)


def _day(field: Field, answers: Answers, _guide: Guide) -> str:
    return dates.day(date.fromisoformat(str(field.answer(answers))))


def _records(field: Field, answers: Answers, guide: Guide) -> str:
    return "\n".join(record_label(guide, key) for key in picked(answers, field.key))


def _consents(field: Field, answers: Answers, guide: Guide) -> str:
    labels = form_labels(guide)
    return "\n".join(labels[key] for key in picked(answers, field.key) if key in labels)


def _tick(field: Field, answers: Answers, _guide: Guide) -> str:
    return _("Yes") if field.answer(answers) == YES else ""


def _outcome(field: Field, answers: Answers, _guide: Guide) -> str:
    return Outcome.of(str(field.answer(answers))).label


_WORDS: Final[Mapping[FieldKind, Callable[[Field, Answers, Guide], str]]] = MappingProxyType(
    {
        FieldKind.CHOICE: _choice,
        FieldKind.TICKS: _ticks,
        FieldKind.DATE: _day,
        FieldKind.RECORDS: _records,
        FieldKind.CONSENTS: _consents,
        FieldKind.UNDERSTOOD: _tick,
        FieldKind.CHECK: _tick,
        FieldKind.OUTCOME: _outcome,
    }
)
