"""The cards about what a form on record is worth, what it covers, and what has come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import LIVE_STATES, Consent, ConsentState, is_spoken
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.form_terms import Purpose
from counsellor_desk.domain.forms import Field, FieldKind
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.outcomes import GIVING, Extent, Family
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.text import preview
from counsellor_desk.ui.form_acts import may_renew, may_withdraw
from counsellor_desk.ui.forms.in_words import in_words, record_label
from counsellor_desk.ui.forms.told import decided, facts, state_pill, state_sentence
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.form_page import FormPage

_NOT_TOLD: Final = frozenset(
    {
        FieldKind.OUTCOME,
        FieldKind.SIGNATURES,
        FieldKind.UNDERSTOOD,
        FieldKind.CHECK,
        FieldKind.CONSENTS,
    }
)
"""What was confirmed and signed stands on the paper; forms taken back stand on a card of theirs."""
_AT_FIRST: Final = 6
"""Answers of a form that names none of them as its heart, before all are asked for."""
_LONGEST: Final = 400
"""Characters of one answer: the whole of it stands on the paper."""


@dataclass(frozen=True, kw_only=True)
class Acts:
    """What the buttons of the cards do, on the form that is shown unless they name another."""

    withdraw: Callable[[], object]
    renew: Callable[[], object]
    review: Callable[[], object]
    write_at_last: Callable[[], object]
    write_down: Callable[[], object]
    fill_in: Callable[[], object]
    use_up: Callable[[], object]
    letter: Callable[[str], object]
    open_: Callable[[ConsentId], object]
    share: Callable[[], object]
    sign: Callable[[SignerRole], object]
    look: Callable[[DocumentId], object]
    save: Callable[[SealedDocument], object]
    print_: Callable[[SealedDocument], object]
    show_all: Callable[[], object]


def state_card(found: FormPage, acts: Acts) -> Card:
    """What was decided, what that is worth today, and why."""
    guide, allowance = found.page.guide, found.allowance
    card = Card(_("Where it stands"))
    what = Row([strong(decided(guide))], below=_stands(guide), pill=state_pill(guide))
    rows: list[QWidget] = [what]
    if guide.consent.sealed_at is not None:
        rows.append(Row([strong(_("What it allows"))], below=allowance.why))
    card.add(Rows(rows))
    if ways := [*_ways(guide, acts)]:
        card.add(side_by_side(*ways))
    return card


def _stands(guide: Guide) -> str:
    sentences = [state_sentence(guide)]
    if guide.state in LIVE_STATES and guide.consent.review_on is not None:
        on = dates.day(guide.consent.review_on)
        sentences.append(_("You look at it together by {day}.").format(day=on))
    return " ".join(sentences)


def _ways(guide: Guide, acts: Acts) -> Iterator[QWidget]:
    consent, state = guide.consent, guide.state
    if may_withdraw(consent, state):
        yield secondary(_("Withdraw it"), acts.withdraw, icon_name="undo-2")
    if is_spoken(consent) and state in {*LIVE_STATES, ConsentState.EXPIRED}:
        yield primary(_("Put it in writing"), acts.write_at_last, icon_name="pencil")
    if may_renew(consent, state):
        again = _("Renew it") if state in LIVE_STATES else _("Ask again")
        tip = _("A new form with the same answers; what a client says is asked anew")
        yield secondary(again, acts.renew, tip=tip)
    if state in LIVE_STATES and consent.review_on is not None:
        yield secondary(_("Looked at together"), acts.review, icon_name="calendar-check")
    if _is_done_elsewhere(guide):
        tip = _("What it was for, once, has been done: it ends with that")
        yield secondary(_("It has been done"), acts.use_up, icon_name="check", tip=tip)
    if (newer := consent.superseded_by) is not None and state is ConsentState.SUPERSEDED:
        yield secondary(_("Open the newer form"), lambda: acts.open_(newer))


def _is_done_elsewhere(guide: Guide) -> bool:
    """Whether it is for once, and what it is for does not leave by this desk."""
    once = guide.consent.extent is Extent.ONCE and guide.form.family is Family.CONSENT
    return once and guide.state in LIVE_STATES and guide.form.purpose is not Purpose.DISCLOSURE


def covers_card(guide: Guide, acts: Acts, *, whole: bool) -> Card:
    """What it says: its heart first; ``whole`` shows every answer."""
    card = Card(_("What it covers"))
    heart, rest = [*_covered(guide)], [*_rest(guide)]
    few = heart if len(heart) > 1 else [*heart, *rest[:_AT_FIRST]]
    hidden = [pair for pair in rest if pair not in few]
    for line in facts([*few, *(hidden if whole else [])]):
        card.add(line)
    if hidden and not whole:
        words = n_("Show {count} more answer", "Show {count} more answers", len(hidden))
        card.add(side_by_side(quiet(words, acts.show_all, icon_name="chevron-down")))
    if guide.state in LIVE_STATES and guide.consent.records:
        share = primary(_("Prepare what is to be shared"), acts.share, icon_name="file-text")
        card.add(side_by_side(share))
    return card


def _covered(guide: Guide) -> Iterator[tuple[str, str]]:
    """Whom it names, what was said yes to, and what the definition calls its heart."""
    form, consent = guide.form, guide.consent
    if consent.recipient:
        yield _("To whom"), consent.recipient
    if form.reads.records:
        yield (
            _("Records"),
            "; ".join(record_label(guide, key) for key in consent.records) or _("none"),
        )
    elif form.reads.items:
        yield _agreed_label(consent), _items(guide) or _("nothing")
    told = {*form.reads.recipient, form.reads.records, form.reads.items, form.reads.agreed}
    heart = [key for key in form.reads.named() if key not in told]
    for field in form.fields():
        if field.key in heart and (pair := _told(field, guide)):
            yield pair


def _agreed_label(consent: Consent) -> str:
    return _("Agreed to") if consent.outcome in GIVING else _("Agreed to after all")


def _items(guide: Guide) -> str:
    options = guide.form.field(guide.form.reads.items).options
    return "; ".join(each.label for each in options if each.key in guide.consent.items)


def _rest(guide: Guide) -> Iterator[tuple[str, str]]:
    told = {label for label, _value in _covered(guide)}
    for field in guide.form.fields():
        pair = _told(field, guide)
        if pair and pair[0] not in told:
            yield pair


def _told(field: Field, guide: Guide) -> tuple[str, str] | None:
    answers = guide.consent.answers
    if field.kind in _NOT_TOLD or not field.asked(answers):
        return None
    words = in_words(field, answers, guide)
    return (field.printed, preview(words, _LONGEST)) if words else None


def gone_out_card(lines: Iterable[Disclosure]) -> Card:
    """The lines of the ledger that name this form."""
    card, gone = Card(_("What has gone out")), tuple(lines)
    if not gone:
        card.add(beside(_("Nothing has been shared on the ground of this form.")))
    card.add(Rows(map(_gone_out_row, gone)))
    return card


def shows_gone_out(found: FormPage) -> bool:
    """Whether anything leaves this desk on its ground, or has."""
    return bool(found.page.gone_out) or found.page.guide.form.purpose is Purpose.DISCLOSURE


def _gone_out_row(line: Disclosure) -> Row:
    pages = n_("{count} page", "{count} pages", line.pages)
    how = f"{line.what} · {pages} · {line.channel.label}"
    to = _("{day}, to {recipient}").format(day=dates.day(line.at.date()), recipient=line.to)
    return Row([strong(to)], below=how)


def aftermath_card(found: FormPage, acts: Acts) -> Card:
    """After it was taken back: whom to tell, and writing it down."""
    card, after = Card(_("Now that it is taken back")), found.aftermath
    rows: list[QWidget] = []
    if after is not None:
        rows += [_recipient_row(each.to, each.told, acts) for each in after.recipients]
        rows.append(_written_row(after.written, acts))
    if not (after and after.recipients):
        card.add(beside(_("Nothing has gone out, so nobody has to be told.")))
    card.add(Rows(rows))
    return card


def _recipient_row(to: str, told: tuple[Disclosure, ...], acts: Acts) -> Row:
    button = secondary(_("Letter…"), lambda: acts.letter(to), icon_name="file-text")
    button.setAccessibleName(_("Letter to {recipient}").format(recipient=to))
    if not told:
        below, pill = _("Has what was sent, and is not told yet."), Pill(_("to tell"), State.AMBER)
    else:
        on = dates.day(told[0].at.date())
        below = _("A letter left on {day}: {how}.").format(day=on, how=told[0].channel.label)
        pill = Pill(_("told"), State.GREEN)
    return Row([strong(to)], below=below, pill=pill, ends=[button])


def _written_row(written: Consent | None, acts: Acts) -> Row:
    heading = [strong(_("A form that says so"))]
    if written is None:
        button = secondary(_("Write it down"), acts.write_down, icon_name="pencil")
        return Row(heading, below=_("With what the client was told. It can wait."), ends=[button])
    which = written.id
    return Row(
        heading,
        below=_("Form {id}").format(id=written.form_id),
        ends=[secondary(_("Open it"), lambda: acts.open_(which))],
    )


def taken_back_card(found: FormPage, acts: Acts) -> Card:
    """Of a withdrawal: the forms that it takes back."""
    card, lines = Card(_("What it takes back")), found.page.guide.forms
    by_id = {line.id: line for line in lines}
    for consent in found.taken_back:
        line = by_id[consent.id]
        open_ = secondary(_("Open it"), _opening(acts, consent.id))
        open_.setAccessibleName(_("Open: {form}").format(form=line.title))
        below = _("Form {id}").format(id=line.form_id)
        card.add(Row([strong(line.title)], below=below, ends=[open_]))
    return card


def _opening(acts: Acts, which: ConsentId) -> Callable[[], object]:
    return lambda: acts.open_(which)


def side_by_side(*buttons: QWidget) -> QWidget:
    """Buttons that go on to the next line where the width ends."""
    line, layout, flow = QWidget(), column(margins=(0, GRID, 0, GRID // 2)), Flow(gap=12)
    for button in buttons:
        flow.addWidget(button)
    layout.addLayout(flow)
    line.setLayout(layout)
    return line
