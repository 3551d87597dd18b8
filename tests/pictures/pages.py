"""Pages of three sealed forms for README: a consent, an agreement, a record; all fictional."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image

from counsellor_desk.domain.consent import signs_first
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.workflows import consent, exit_door, specimens
from counsellor_desk.workflows.desk import Desk
from tests.desks import PROFILE, made
from tests.filled_forms import case_with_summaries
from tests.pictures import PAGES
from tests.walked_forms import answered

_DPI, _GAP, _BEHIND = 80, 12, "#d9d6cf"
_CLIENT = "Kayleigh Stott"
_AGREED: Final = {
    "about_work": "Sleep, and how to go back to work.",
    "not_for": "A letter for the employer. The GP writes that one.",
    "how_often": "Weekly, six to begin with",
    "how_long_each": "50 minutes",
    "cost": "Nothing. The service pays.",
    "missed": "A call or a text the day before is enough.",
}
_REFUSED: Final = {
    "asked": "Whether the GP may have a summary of the last two sessions.",
    "reasons": "“I would rather tell her myself.”",
    "consequence": "The GP hears nothing from us. The sessions go on as before.",
    "instead": "Going through the points for the GP together, next Monday.",
}


class Form(NamedTuple):
    """``shown``: which pages stand in its picture side by side, from 0."""

    id: str
    answers: Mapping[str, Answer] | None
    shown: tuple[int, ...]


FORMS: Final = (
    Form("F2", None, (0, 2, 3)),
    Form("F1", _AGREED, (0, 4)),
    Form("F10", _REFUSED, (0, 1)),
)


def draw_pages(out: Path) -> None:
    """Go through the three forms on a desk of their own, and draw what was sealed."""
    with tempfile.TemporaryDirectory() as folder:
        test_desk = made(Path(folder, "desk"))
        desk = test_desk.open()
        for name, form in zip(PAGES, FORMS, strict=True):
            drawn = _beside_each_other(_sealed(desk, form), form.shown)
            drawn.save(out / f"{name}.png", optimize=True)
        test_desk.close()


def _sealed(desk: Desk, form: Form) -> bytes:
    guide = answered(desk, case_with_summaries(desk), form.id)
    which, step = guide.consent.id, guide.form.steps[-1].key
    whole = dict(guide.consent.answers)
    records = tuple(record.id for record in guide.records)
    words = specimens.disclosure_answers(records, desk.now().date())
    consent.answer(desk, which, {**whole, **(form.answers or words)}, step)
    decided = consent.decide(desk, which)
    for seed, role in enumerate(sorted(signs_first(decided.form, decided.consent), key=str), 1):
        name = _CLIENT if role is SignerRole.CLIENT else PROFILE.name
        consent.sign(desk, which, role, name, specimens.ink(seed))
    return exit_door.look(desk, consent.seal_form(desk, which).id)


def _beside_each_other(pdf: bytes, shown: tuple[int, ...]) -> Image.Image:
    sheets = _sheets(pdf)
    chosen = [sheets[number] for number in shown]
    wide, high = chosen[0].size
    size = (len(chosen) * (wide + _GAP) + _GAP, high + 2 * _GAP)
    picture = Image.new("RGB", size, _BEHIND)
    for position, sheet in enumerate(chosen):
        picture.paste(sheet, (_GAP + position * (wide + _GAP), _GAP))
    return picture.quantize(64)


def _sheets(pdf: bytes) -> list[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(_DPI), "-png", "-", str(Path(folder, "page"))]
        subprocess.run(command, input=pdf, check=True)
        drawn = sorted(Path(folder).iterdir())
        return [Image.open(io.BytesIO(page.read_bytes())) for page in drawn]
