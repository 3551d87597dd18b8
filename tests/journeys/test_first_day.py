"""From first run to a destroyed note and a sealed, signed form, in the whole program.

By keyboard alone nobody can draw a signature: the pad offers paper instead, and that way is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counsellor_desk.documents.checking import verify
from counsellor_desk.domain.sealed_documents import SealState
from counsellor_desk.vault import keys, slot_files, slots
from counsellor_desk.vault.keychain import Keychain, answers
from tests.documents.reading import pdfsig, text_of
from tests.journeys.consent_talk import ConsentTalk
from tests.journeys.counsellor import CLIENT, MARKER, Counsellor, Paper
from tests.journeys.eyes import Eyes
from tests.journeys.hands import Hands, Keyboard, Mouse
from tests.journeys.starting import start
from tests.real_parts import require

Day = Callable[[Counsellor], None]
FORM = "Permission to share information"


class Desk:
    """A desk in a folder, and somebody who comes to it day after day.

    ``key_files``: its keys lie in a folder too, and not in the system's keychain.
    """

    def __init__(
        self, qtbot: QtBot, home: Path, hands: Callable[[Eyes], Hands], *, key_files: bool = True
    ) -> None:
        self._qtbot, self._hands = qtbot, hands
        self._paper = Paper()
        self._words = ["--store", str(home / "store")]
        if key_files:
            self._words += ["--keys", str(home / "keys")]

    def day(self, use: Day) -> None:
        """Start the program, use it, close it."""
        start(
            self._qtbot,
            self._words,
            lambda eyes: use(Counsellor(eyes, self._hands(eyes), self._paper)),
        )


def _first_case(counsellor: Counsellor, receipt: Path, *, key_files: bool = True) -> None:
    """Up to the page of a case whose one note is destroyed."""
    counsellor.set_up(key_files=key_files)
    counsellor.take_referral()
    counsellor.write_the_note()
    counsellor.reduce_it()
    counsellor.accept_and_destroy()
    counsellor.seal_the_receipt(receipt)
    counsellor.open_the_case()


def _handed_over(counsellor: Counsellor) -> ConsentTalk:
    talk = ConsentTalk(counsellor)
    talk.prepare()
    talk.hand_over()
    talk.decide()
    return talk


def _everything_but_the_note(counsellor: Counsellor, *there: str) -> None:
    """What the next day finds: summary, receipt and form are there, the note is not."""
    counsellor.unlock()
    counsellor.find_the_case()
    timeline = counsellor.eyes.read()
    for kept in ("Essential summary", "Note destroyed", *there):
        assert kept in timeline
    assert "Notes waiting" not in timeline
    assert CLIENT not in timeline
    counsellor.read_the_summary()


def _is_sealed(path: Path) -> bool:
    """Poppler finds the seal valid over the whole file, pyHanko finds nothing added to it."""
    told, whole = pdfsig(path), verify(path.read_bytes(), []).state is not SealState.CHANGED
    return "Signature is Valid." in told and "Total document signed" in told and whole


def _holds_the_note(path: Path) -> bool:
    raw = path.read_bytes()
    readable = text_of(raw) if path.suffix == ".pdf" else ""
    return MARKER in readable or any(MARKER.encode(e) in raw for e in ("utf-8", "utf-16-le"))


def _ensure_it_is_nowhere(home: Path) -> None:
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if _holds_the_note(path)] == []


@pytest.mark.parametrize(
    "screen",
    [
        pytest.param(False, marks=pytest.mark.thorough),
        pytest.param(True, marks=pytest.mark.screen),
    ],
)
def test_by_mouse(qtbot: QtBot, tmp_path: Path, *, screen: bool) -> None:
    """``screen``: the same on a real display, with a window manager."""
    del screen
    desk = Desk(qtbot, tmp_path, Mouse)
    receipt, form = tmp_path / "receipt.pdf", tmp_path / "form.pdf"

    def first_day(counsellor: Counsellor) -> None:
        _first_case(counsellor, receipt)
        talk = _handed_over(counsellor)
        talk.sign_both()
        talk.seal()
        counsellor.save_a_copy(form)

    desk.day(first_day)
    assert _is_sealed(receipt)
    assert _is_sealed(form)
    assert CLIENT in text_of(form.read_bytes())
    form.with_name("flipped.pdf").write_bytes(_flipped(form.read_bytes()))
    assert not _is_sealed(form.with_name("flipped.pdf"))
    desk.day(lambda counsellor: _everything_but_the_note(counsellor, FORM, "In force"))
    _ensure_it_is_nowhere(tmp_path)


@pytest.mark.thorough
def test_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, tmp_path, Keyboard)
    receipt = tmp_path / "receipt.pdf"

    def first_day(counsellor: Counsellor) -> None:
        _first_case(counsellor, receipt)
        talk = _handed_over(counsellor)
        talk.give_back()
        talk.rather_on_paper()

    desk.day(first_day)
    _ensure_a_guess_is_dear(tmp_path / "store")
    assert _is_sealed(receipt)
    desk.day(lambda counsellor: _everything_but_the_note(counsellor, FORM, "Offered"))
    _ensure_it_is_nowhere(tmp_path)


def _ensure_a_guess_is_dear(store: Path) -> None:
    """Tests at the front door are let off; the program itself never is."""
    slot = slots.read((store / slot_files.NAMES[0]).read_bytes()).slots.passphrase
    assert slot is not None
    assert slot.cost.memory_kib >= keys.FLOOR.memory_kib
    assert slot.cost.passes >= keys.FLOOR.passes
    assert slot.cost.lanes == keys.FLOOR.lanes


@pytest.mark.keychain
def test_with_the_real_keychain(qtbot: QtBot, tmp_path: Path) -> None:
    require(there=answers(Keychain()), what="Secret Service")
    desk = Desk(qtbot, tmp_path, Mouse, key_files=False)
    receipt = tmp_path / "receipt.pdf"
    desk.day(lambda counsellor: _first_case(counsellor, receipt, key_files=False))
    assert _is_sealed(receipt)
    desk.day(_everything_but_the_note)
    _ensure_it_is_nowhere(tmp_path)


def _flipped(pdf: bytes) -> bytes:
    middle = len(pdf) // 3
    return pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
