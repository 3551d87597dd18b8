"""The cards about the paper of a form on record: seal, signatures, what came later, its life."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.later import LaterLine
from counsellor_desk.domain.outcomes import REFUSING
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui.forms.consent_cards import Acts, side_by_side
from counsellor_desk.ui.forms.told import check_pill, checked, facts
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.form_page import Event, FormPage
from counsellor_desk.workflows.papers import Paper


def paper_card(guide: Guide, paper: Paper, acts: Acts) -> Card:
    """The sealed form, checked just now, and copies of it."""
    card, document = Card(_("The sealed form")), paper.document
    card.add(side_by_side(check_pill(paper.verification)))
    card.add(beside(checked(paper.verification)))
    copies = "; ".join(
        _("{day}, to {recipient}").format(day=dates.day(line.at.date()), recipient=line.to)
        for line in paper.gone_out
    )
    for line in facts(
        [
            (_("Form ID"), guide.consent.form_id),
            (_("Record code"), document.record_code),
            (_("Original on paper"), guide.consent.original_place),
            (_("Copies given"), copies),
        ]
    ):
        card.add(line)
    card.add(
        side_by_side(
            secondary(_("Look at it"), lambda: acts.look(document.id), icon_name="eye"),
            secondary(_("Print a copy"), lambda: acts.print_(document), icon_name="printer"),
            secondary(_("Save a copy"), lambda: acts.save(document), icon_name="download"),
        )
    )
    return card


def signed_card(found: FormPage, acts: Acts) -> Card:
    """Who signed, in which role, and when. Names stand on the form itself."""
    card, guide = Card(_("Signatures")), found.page.guide
    rows: list[QWidget] = [
        Row([strong(each.role.label)], below=dates.local_moment(each.signed_at))
        for each in guide.consent.signatures
    ]
    if found.paper is not None:
        rows += _after_the_seal(found.paper, acts)
    if not rows:
        card.add(beside(_unsigned(guide)))
    card.add(Rows(rows))
    return card


def _unsigned(guide: Guide) -> str:
    if guide.form.signers or guide.consent.outcome in REFUSING:
        return _("Nobody signed it.")
    return _("It needs no signature: whoever heard it is named on it.")


def _after_the_seal(paper: Paper, acts: Acts) -> Iterator[QWidget]:
    for signature in paper.signed_later:
        below = _("After the seal, {when}").format(when=dates.local_moment(signature.signed_at))
        yield Row([strong(signature.role.label)], below=below, pill=Pill(_("Signed"), State.GREEN))
    for role in paper.signs_later:
        yield _waits(role, acts)


def _waits(role: SignerRole, acts: Acts) -> Row:
    button = secondary(_("Sign…"), lambda: acts.sign(role), icon_name="signature")
    button.setAccessibleName(_("Sign: {role}").format(role=role.label))
    below = _("May sign now, with a certificate of their own")
    return Row([strong(role.label)], below=below, ends=(button,))


def beside_card(found: FormPage, acts: Acts) -> Card:
    """What has happened since it was sealed, and what has still to be said."""
    card, stands = Card(_("Since it was sealed")), found.beside
    card.add(Rows(map(_later_row, stands.lines)))
    if stands.lines:
        card.add(side_by_side(secondary(_("Correct it"), acts.fill_in, icon_name="pencil")))
        return card
    say = secondary(_("Say what has happened"), acts.fill_in, icon_name="pencil")
    if stands.due is not None:
        due = Pill(_("by {day}").format(day=dates.day(stands.due)), State.AMBER)
        possible = "; ".join(each.label for each in stands.possible)
        card.add(Row([strong(_("Still to be said"))], below=possible, pill=due))
    card.add(side_by_side(say))
    return card


def _later_row(line: LaterLine) -> Row:
    below = _("{told} · said by {name} on {day}").format(
        told=line.told, name=line.added_by, day=dates.day(line.added_at.date())
    )
    pill = Pill(dates.day(line.on), State.NEUTRAL)
    return Row([strong(line.what.label)], below=below, pill=pill)


def history_card(found: FormPage, acts: Acts) -> Card:
    """What the form has lived, the newest first."""
    card = Card(_("History"))
    card.add(Rows(_event_row(event, acts) for event in found.history))
    return card


def _event_row(event: Event, acts: Acts) -> Row:
    ends = []
    if (other := event.leads_to) is not None:
        ends = [secondary(_("Open it"), lambda: acts.open_(other))]
    return Row(event.words, below=dates.local_moment(event.at), ends=ends)
