"""The cards of a consent on record, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import LIVE_STATES, ConsentState
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.ui.forms.in_words import in_words, record_label
from counsellor_desk.ui.forms.on_record import OnRecord
from counsellor_desk.ui.forms.told import check_pill, checked, facts, state_pill, state_sentence
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.consent import ConsentPage, Guide

_ANSWERED: Final = ("why", "excluded", "extent", "ends_on", "onward", "onward_to", "how_sent")
"""What the form says about sharing beside whom it goes to and which records they are."""
_RENEWABLE: Final = LIVE_STATES | {
    ConsentState.EXPIRED,
    ConsentState.WITHDRAWN,
    ConsentState.REFUSED,
}


@dataclass(frozen=True, kw_only=True)
class Acts:
    """What the buttons of the cards do."""

    withdraw: Callable[[], object]
    renew: Callable[[], object]
    open_: Callable[[ConsentId], object]
    share: Callable[[], object]
    look: Callable[[DocumentId], object]
    save: Callable[[SealedDocument], object]
    print_: Callable[[SealedDocument], object]


def state_card(guide: Guide, acts: Acts) -> Card:
    """What was decided, and what that is worth today."""
    card, consent = Card(_("Where it stands")), guide.consent
    decided = consent.outcome.label if consent.outcome else _("Not decided")
    card.add(
        Row(
            [strong(_("The client’s decision: {decision}").format(decision=decided))],
            below=state_sentence(consent, guide.state),
            pill=state_pill(guide.state),
        )
    )
    ways = []
    if guide.state in LIVE_STATES:
        ways.append(secondary(_("Withdraw it"), acts.withdraw, icon_name="undo-2"))
    if guide.state in _RENEWABLE:
        again = _("Renew it") if guide.state in LIVE_STATES else _("Ask again")
        tip = _("A new form with the same answers; what a client says is asked anew")
        ways.append(secondary(again, acts.renew, tip=tip))
    if (newer := consent.superseded_by) is not None and guide.state is ConsentState.SUPERSEDED:
        ways.append(secondary(_("Open the newer form"), lambda: acts.open_(newer)))
    card.add(_side_by_side(*ways))
    return card


def covers_card(guide: Guide, acts: Acts) -> Card:
    """What would be, or may be, shared with whom."""
    card, consent = Card(_("What it covers")), guide.consent
    for line in facts([*_covered(guide)]):
        card.add(line)
    if guide.state in LIVE_STATES and consent.records:
        share = primary(_("Prepare what is to be shared"), acts.share, icon_name="file-text")
        card.add(_side_by_side(share))
    return card


def gone_out_card(page: ConsentPage) -> Card:
    """The lines of the ledger that name this consent."""
    card = Card(_("What has gone out"))
    if not page.gone_out:
        card.add(beside(_("Nothing has been shared on the ground of this form.")))
    card.add(Rows(_gone_out_row(line) for line in page.gone_out))
    return card


def paper_card(record: OnRecord, acts: Acts) -> Card:
    """The sealed form, checked just now, and copies of it."""
    card, document = Card(_("The sealed form")), record.document
    card.add(_side_by_side(check_pill(record.found)))
    card.add(beside(checked(record.found)))
    for line in facts(
        [(_("Form ID"), record.guide.consent.form_id), (_("Record code"), document.record_code)]
    ):
        card.add(line)
    card.add(
        _side_by_side(
            secondary(_("Look at it"), lambda: acts.look(document.id), icon_name="eye"),
            secondary(_("Print a copy"), lambda: acts.print_(document), icon_name="printer"),
            secondary(_("Save a copy"), lambda: acts.save(document), icon_name="download"),
        )
    )
    return card


def signed_card(guide: Guide) -> Card:
    """Who signed, in which role, and when. Names stand on the form itself."""
    card = Card(_("Signatures"))
    card.add(
        Rows(
            Row([strong(each.role.label)], below=dates.local_moment(each.signed_at))
            for each in guide.consent.signatures
        )
    )
    if not guide.consent.signatures:
        card.add(beside(_("Nobody signed it.")))
    return card


def _covered(guide: Guide) -> Iterator[tuple[str, str]]:
    answers, consent = guide.consent.answers, guide.consent
    given = consent.outcome in {Outcome.GIVEN, Outcome.IN_PART}
    yield _("To whom"), consent.recipient
    yield (
        _("Records"),
        "; ".join(record_label(guide, key) for key in consent.records) if given else _("none"),
    )
    for key in _ANSWERED:
        field = guide.form.field(key)
        if field.asked(answers):
            yield field.printed, in_words(field, answers, guide)


def _gone_out_row(line: Disclosure) -> Row:
    pages = n_("{count} page", "{count} pages", line.pages)
    how = f"{line.what} · {pages} · {line.channel.label}"
    to = _("{day}, to {recipient}").format(day=dates.day(line.at.date()), recipient=line.to)
    return Row([strong(to)], below=how)


def _side_by_side(*buttons: QWidget) -> QWidget:
    line, layout, flow = QWidget(), column(margins=(0, GRID, 0, GRID // 2)), Flow(gap=12)
    for button in buttons:
        flow.addWidget(button)
    layout.addLayout(flow)
    line.setLayout(layout)
    return line
