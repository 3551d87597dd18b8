"""Pages: what stands on every one of them, and blocks flowing through them into a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import Final

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from counsellor_desk.documents.composed import Composed, Letterhead, file_name
from counsellor_desk.documents.content import Block, all_strings
from counsellor_desk.documents.flowables import ENDLESS, HAIRLINE, Side, Text
from counsellor_desk.documents.lines import tidy
from counsellor_desk.documents.metadata import LANGUAGE, PROGRAM, describe
from counsellor_desk.documents.qr import draw_qr
from counsellor_desk.documents.setting import flowables
from counsellor_desk.documents.structure import TaggedCanvas, belonging
from counsellor_desk.documents.style import BOTTOM, LINE, PAGE, SIDE, TOP, WIDTH, Tone, style
from counsellor_desk.documents.together import Together
from counsellor_desk.documents.typefaces import Face, missing, typeface
from counsellor_desk.domain.text import preview
from counsellor_desk.wording import _

rl_config.useA85 = 0  # streams as they are: letters for bytes made every page a fifth larger

QR_SIDE: Final = 14 * mm
LONGEST_LINE: Final = 300
_QR_ROOM: Final = QR_SIDE + 5 * mm
_REFERENCE_ROOM: Final = 44 * mm
_BELOW_HEADER: Final = 7 * mm


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is the same on every page. ``document``: its name and version in words.

    ``reference``: the public ID, as text, as QR and in the file name; never a name of a person.
    """

    letterhead: Letterhead
    document: str
    reference: str

    def lines(self) -> tuple[str, str]:
        """Whose paper this is; which document it is, about which case."""
        organisation = self.letterhead.organisation
        whose = [organisation.name]
        if organisation.ico_number:
            whose.append(_("ICO registration {number}").format(number=organisation.ico_number))
        if organisation.policy_version:
            whose.append(_("policy version {version}").format(version=organisation.policy_version))
        which = [self.document]
        if self.letterhead.case_number:
            which.append(_("case {number}").format(number=self.letterhead.case_number))
        return preview(" · ".join(whose), LONGEST_LINE), preview(" · ".join(which), LONGEST_LINE)


def typeset(blocks: Sequence[Block], sheet: Sheet, *, title: str) -> Composed:
    """The blocks as a PDF; the same blocks and sheet give the same bytes.

    ``title``: neutral, for the metadata.
    """
    document = _Document(sheet, title)
    document.build(list(flowables(blocks, sheet.letterhead.size)), canvasmaker=TaggedCanvas)
    texts = map(tidy, [*all_strings(blocks), *sheet.lines()])
    return Composed(
        pdf=document.buffer.getvalue(),
        pages=document.page,
        missing=missing(texts),
        title=title,
        file_name=file_name(sheet.reference),
    )


class _Document(BaseDocTemplate):
    """One kind of page."""

    canv: TaggedCanvas

    def __init__(self, sheet: Sheet, title: str) -> None:
        self.sheet, self.buffer = sheet, BytesIO()
        self.neutral = title
        for face in Face:
            typeface(face.value)
        super().__init__(
            self.buffer,
            pagesize=PAGE,
            title=title,
            subject=sheet.document,
            author=sheet.letterhead.organisation.name,
            creator=PROGRAM,
            producer=PROGRAM,
            lang=LANGUAGE,
            displayDocTitle=True,
            invariant=1,
            initialFontName=Face.REGULAR.value,
            keepTogetherClass=Together,
        )
        self.header = [Text(line, style(Tone.SMALL, 1)) for line in sheet.lines()]
        self.addPageTemplates(PageTemplate("page", [self._frame()], onPage=self._furnish))

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Keep the moment of composing, not the one of this run."""
        at = self.sheet.letterhead.at.astimezone(UTC)
        self.canv.setDateFormatter(lambda *_now: at.strftime("D:%Y%m%d%H%M%S+00'00'"))
        author = self.sheet.letterhead.organisation.name
        about = self.sheet.document
        describe(self.canv, title=self.neutral, subject=about, author=author, at=at)

    def _frame(self) -> Frame:
        room = WIDTH - _QR_ROOM - _REFERENCE_ROOM
        self.header_height = max(sum(line.wrap(room, ENDLESS)[1] for line in self.header), QR_SIDE)
        height = PAGE[1] - TOP - self.header_height - _BELOW_HEADER - BOTTOM
        padding = {f"{side}Padding": 0 for side in ("left", "right", "top", "bottom")}
        return Frame(SIDE, BOTTOM, WIDTH, height, id="body", **padding)

    def _furnish(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        y = PAGE[1] - TOP
        for line in self.header:
            y -= line.height
            line.drawOn(canvas, SIDE, y)
        self._reference(canvas, document.page)
        self._footer(canvas)

    def _reference(self, canvas: Canvas, page: int) -> None:
        edge, top = PAGE[0] - SIDE, PAGE[1] - TOP
        bottom = self._beside_code(canvas, self.sheet.reference, top)
        self.canv.later(lambda total: self._count(canvas, page, total, bottom))
        if self.sheet.reference:
            with belonging(canvas, None):
                draw_qr(canvas, self.sheet.reference, edge - QR_SIDE, top - QR_SIDE, QR_SIDE)

    def _count(self, canvas: Canvas, page: int, total: int, top: float) -> None:
        text = _("Page {page} of {total}").format(page=page, total=total)
        self._beside_code(canvas, text, top)

    def _beside_code(self, canvas: Canvas, text: str, top: float) -> float:
        """A line left of the QR code; where the next one begins."""
        line = Text(text, style(Tone.SMALL, 1), side=Side.RIGHT)
        bottom = top - line.wrapOn(canvas, _REFERENCE_ROOM, ENDLESS)[1]
        line.drawOn(canvas, PAGE[0] - SIDE - _QR_ROOM - _REFERENCE_ROOM, bottom)
        return bottom

    def _footer(self, canvas: Canvas) -> None:
        code = self.sheet.letterhead.record_code
        if code:
            with belonging(canvas, None):
                canvas.setStrokeColor(LINE)
                canvas.setLineWidth(HAIRLINE)
                canvas.line(SIDE, BOTTOM - 7 * mm, PAGE[0] - SIDE, BOTTOM - 7 * mm)
            text = Text(_("Record {code}").format(code=code), style(Tone.SMALL, 1))
            text.wrapOn(canvas, WIDTH, ENDLESS)
            text.drawOn(canvas, SIDE, BOTTOM - 9 * mm - text.height)
