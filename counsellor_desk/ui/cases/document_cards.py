"""The cards beside a sealed document: what its check says, and where copies of it have gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.sealed_documents import SealState
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui.cases.told import told
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Tone, Weight, Words, strong
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows.papers import Paper

_GOOD: Final = ("shield-check", Ink.GREEN, Tone.GREEN)
_BAD: Final = ("triangle-alert", Ink.RED, Tone.RED)


def seal_card(paper: Paper) -> Card:
    """What checking the document against its seal says, in plain words."""
    found, document = paper.verification, paper.document
    card = Card(_("Checked just now"))
    good = found.state is SealState.UNCHANGED and found.own_certificate
    card.add(_verdict(found.state.label, good=good))
    card.add(
        standing_back(
            _(
                "Every PDF reader that checks signatures can confirm it: nothing was changed "
                "since, and the certificate is the one below."
            )
            if good
            else _(
                "Do not give it to anybody. Seal the record again, and tell your service manager "
                "that this copy cannot be relied upon."
            )
        )
    )
    facts = [(_("File name"), document.name), (_("Recorded as"), document.record_code)]
    if found.sealed_at is not None:
        facts.insert(0, (_("Sealed on"), dates.local_moment(found.sealed_at.astimezone())))
    if found.certificate:
        own = _("of this desk") if found.own_certificate else _("not of this desk")
        facts.append((_("Certificate, {whose}").format(whose=own), found.certificate))
    card.add(Rows(told(label, words) for label, words in facts if words))
    return card


def is_signed_later(paper: Paper) -> bool:
    """Whether somebody signs after its seal, or did."""
    return bool(paper.signs_later or paper.signed_later)


def signatures_card(paper: Paper, sign: Callable[[SignerRole], object]) -> Card:
    """Who signed after the seal, and who still may."""
    card = Card(_("Signed after the seal"))
    rows = [
        Row(
            [strong(signature.role.label)],
            below=_("{name}, {when}").format(
                name=signature.name, when=dates.local_moment(signature.signed_at)
            ),
            pill=Pill(_("Signed"), State.GREEN),
        )
        for signature in paper.signed_later
    ]
    card.add(Rows([*rows, *(_waits(role, sign) for role in paper.signs_later)]))
    return card


def _waits(role: SignerRole, sign: Callable[[SignerRole], object]) -> Row:
    button = secondary(_("Sign…"), lambda: sign(role), icon_name="signature")
    button.setAccessibleName(_("Sign: {role}").format(role=role.label))
    return Row([strong(role.label)], below=_("Not signed yet"), ends=(button,))


def gone_out_card(gone: Sequence[Disclosure]) -> Card:
    """Every copy that left this desk: the document's lines of the ledger."""
    card = Card(_("Where it has gone"))
    if not gone:
        card.add(standing_back(_("No copy has left this desk.")))
    card.add(Rows(map(_left, gone)))
    return card


def _left(line: Disclosure) -> Row:
    when = f"{line.channel.label}, {dates.local_moment(line.at)}"
    about = _("to {whom}, {purpose}").format(whom=line.to, purpose=line.purpose)
    return Row([strong(when)], below=f"{about} · {line.ground.label}")


def _verdict(words: str, *, good: bool) -> QWidget:
    name, ink, tone = _GOOD if good else _BAD
    line, layout = QWidget(), row(gap=12)
    layout.addWidget(IconLabel(name, ink, 24), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(words, tone=tone, weight=Weight.DemiBold), 1)
    line.setLayout(layout)
    return line
