"""What a check found, in words: the whole of it first, then each seal and signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.sealed_documents import (
    Addition,
    FoundSeal,
    SealState,
    Verification,
)
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.document_checks import Checked

_GOOD: Final = ("shield-check", Ink.GREEN, Tone.GREEN)
_MIND: Final = ("circle-alert", Ink.AMBER, Tone.AMBER)
_BAD: Final = ("triangle-alert", Ink.RED, Tone.RED)
_LOOKS: Final = {
    SealState.UNCHANGED: _GOOD,
    SealState.ADDED_TO: _BAD,
    SealState.CHANGED: _BAD,
    SealState.NOT_SEALED: _MIND,
    SealState.PROTECTED: _MIND,
    SealState.NOT_A_PDF: _MIND,
}
_SAYS: Final = {
    SealState.CHANGED: N_(
        "It was damaged or altered after it was sealed: what it shows cannot be relied upon. Ask "
        "for another copy from where it was sealed."
    ),
    SealState.NOT_SEALED: N_(
        "It carries no seal and no signature that can be checked. Nobody can say whether it was "
        "altered."
    ),
    SealState.PROTECTED: N_(
        "It asks for a password before it can be read. Save it without the password in your PDF "
        "reader, where that is allowed, and check the original if you can: saving may break a seal."
    ),
    SealState.NOT_A_PDF: N_(
        "It may be another kind of file with the name of a PDF, or be cut off. Ask for it once "
        "more."
    ),
}


def verdict_card(checked: Checked) -> Card:
    """What the whole document is worth."""
    found = checked.found
    card = Card(checked.name)
    headline, says = _verdict(found)
    name, ink, tone = _look(found)
    line, layout = QWidget(), row(gap=12)
    layout.addWidget(IconLabel(name, ink, 24), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(headline, type_=Type.LARGE, tone=tone, weight=Weight.DemiBold), 1)
    line.setLayout(layout)
    card.add(line)
    card.add(Words(says))
    card.add(standing_back(_("Nothing of this file is kept.")))
    announce(card, headline)
    return card


def _look(found: Verification) -> tuple[str, Ink, Tone]:
    if found.state is SealState.UNCHANGED and not found.own_certificate:
        return _MIND
    return _LOOKS[found.state]


def _verdict(found: Verification) -> tuple[str, str]:
    match found.state:
        case SealState.UNCHANGED if found.own_certificate:
            return _("Unchanged, and sealed by this desk"), _unchanged(found)
        case SealState.UNCHANGED:
            return _("Unchanged, and not sealed by this desk"), _of_others()
        case SealState.ADDED_TO:
            whose = _("sealed by this desk") if found.own_certificate else _("sealed elsewhere")
            return _("Something was added to a document {whose}").format(whose=whose), _added(found)
        case state:
            return state.label, _(_SAYS[state])


def _unchanged(found: Verification) -> str:
    if len(found.seals) > 1:
        return _(
            "Not one letter was changed since it was sealed. Nothing was added but the further "
            "signatures below, which the seal allows."
        )
    return _("Not one letter was changed, and nothing was added since it was sealed.")


def _of_others() -> str:
    return _(
        "Nothing was changed since it was sealed. Whoever owns the certificate below sealed it; "
        "compare its fingerprint with one that they gave you by another way, before you trust "
        "the name."
    )


def _added(found: Verification) -> str:
    if found.added is Addition.NOTHING:
        return _(
            "What was sealed is still there, but something was put in afterwards that the seal "
            "does not allow. Trust only a copy without it."
        )
    return _(
        "What was sealed is still there underneath. {what} Nobody signed for it. Trust only a copy "
        "without it."
    ).format(what=found.added.label)


def seal_cards(found: Verification) -> Iterator[Card]:
    """Each seal or signature, in the order in which they were put there."""
    for number, seal in enumerate(found.seals):
        card = Card(_("Sealed") if not number else _("Signed after that"))
        card.add(Rows(_fact(label, words) for label, words in _facts(seal) if words))
        yield card


def _facts(seal: FoundSeal) -> Iterator[tuple[str, str]]:
    yield _("What it covers"), _("is as it was") if seal.holds else _("was changed since")
    if seal.at is not None:
        when = dates.local_moment(seal.at.astimezone())
        yield _("When"), _("{when}, by the clock of the computer there").format(when=when)
    yield _("As"), seal.as_
    yield _("Certificate made out to"), seal.name
    yield _("Vouched for by"), seal.vouched_by or _("nobody else: it stands for itself")
    own = _("It is a certificate of this desk") if seal.own else _("It is not one of this desk")
    yield own, seal.certificate


def _fact(label: str, words: str) -> QWidget:
    fact, layout = QWidget(), column(gap=0, margins=(0, GRID, 0, GRID))
    layout.addWidget(standing_back(label, type_=Type.SMALL))
    layout.addWidget(Words(words))
    fact.setLayout(layout)
    return fact
