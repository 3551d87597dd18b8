"""Blocks set as flowables: headings in a column of their own, what is said beside them.

From ``LARGE`` times the normal size on, headings stand above instead, and fewer things stand
beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from itertools import pairwise
from typing import Final

from reportlab.platypus import PageBreak, Spacer, Table
from reportlab.platypus.flowables import Flowable

from counsellor_desk.documents import content
from counsellor_desk.documents.by_hand import Lines, ScanPicture
from counsellor_desk.documents.flowables import Beside, Cell, Pictured, Rule, Side, Text, rows
from counsellor_desk.documents.ink import Ink
from counsellor_desk.documents.structure import Element, Kind
from counsellor_desk.documents.style import ACCENT, COLUMN, GAP, PANEL, WIDTH, Tone, style
from counsellor_desk.wording import _

LARGE: Final = 1.25
_ACROSS: Final = (content.NewPage, content.Opening, content.Panel, content.Scan)
_KINDS: Final = {Tone.TITLE: Kind.TITLE, Tone.HEADING: Kind.HEADING}
_TICK_COLUMN: Final = 17.0
_QUOTE_INDENT: Final = 12.0


@dataclass
class _Section:
    """``across``: what stands over the whole width, first.

    ``decides``: it says what was decided; ``signs``: somebody signs in it.
    """

    across: list[Flowable] = field(default_factory=list)
    heading: Text | None = None
    parts: list[Flowable] = field(default_factory=list)
    decides: bool = False
    signs: bool = False


def flowables(blocks: Iterable[content.Block], size: float) -> Iterator[Flowable]:
    """The blocks as flowables for frames of ``style.WIDTH`` points."""
    left = COLUMN if size < LARGE else 0.0
    sections = [*_sections(blocks, size, left), _Section()]
    for section, following in pairwise(sections):
        yield from section.across
        yield from _placed(section, left, whole=bool(left and section.decides and following.signs))


def _sections(blocks: Iterable[content.Block], size: float, left: float) -> Iterator[_Section]:
    section = _Section()
    for block in blocks:
        if isinstance(block, content.Heading | content.NewPage | content.Opening):
            yield section
            section = _Section()
        if isinstance(block, content.Heading):
            section.heading = _text(block.text, Tone.HEADING, size)
            section.across.append(_kept(Rule(10 * size, 8 * size)))
        elif isinstance(block, _ACROSS):
            section.across += parts(block, size, WIDTH)
        else:
            section.parts += parts(block, size, WIDTH - left)
            section.decides |= isinstance(block, content.Tick) and block.together
            section.signs |= isinstance(block, content.Signatures)
    yield section


def _placed(section: _Section, left: float, *, whole: bool) -> Iterator[Flowable]:
    """A heading with what belongs to it, beside it or below; its first two parts stay together.

    ``whole``: all of it, with what comes next. So a decision stands above what is signed under it.
    """
    heading, contents = section.heading, section.parts
    if heading is not None and not (left and contents):
        yield _kept(heading)
    for position, part in enumerate(contents):
        more = position + 1 < len(contents)
        kept = more and (getattr(part, "keepWithNext", False) or position == 0)
        first = heading if position == 0 else None
        placed = Beside(part, left, first, hanging=len(contents) > 1) if left else part
        placed.keepWithNext = kept or whole
        yield placed


@singledispatch
def parts(block: content.Block, size: float, width: float) -> Iterator[Flowable]:  # noqa: ARG001 - each block's own function takes them
    """One block as flowables of ``width`` points, at ``size`` times the normal size.

    Raises:
        TypeError: no such block.
    """
    raise TypeError(type(block).__name__)


@parts.register
def _new_page(_block: content.NewPage, _size: float, _width: float) -> Iterator[Flowable]:
    yield PageBreak()


@parts.register
def _opening(block: content.Opening, size: float, _width: float) -> Iterator[Flowable]:
    yield _text(block.title, Tone.TITLE, size)
    yield _text(block.lead, Tone.LEAD, size)


@parts.register
def _panel(block: content.Panel, size: float, width: float) -> Iterator[Flowable]:
    panel = _captioned(block.pairs, size, width, 3)
    panel.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), PANEL),
            ("TOPPADDING", (0, 0), (-1, -1), 7 * size),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7 * size),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ]
    )
    panel.spaceBefore = 14 * size
    yield panel


@parts.register
def _passage(block: content.Passage, size: float, _width: float) -> Iterator[Flowable]:
    yield _text(block.text, Tone.EXPLAINED if block.quiet else Tone.BODY, size)


@parts.register
def _fact(block: content.Fact, size: float, _width: float) -> Iterator[Flowable]:
    yield from _label(block.label, size)
    yield _text(block.value, Tone.BODY, size)


@parts.register
def _facts(block: content.Facts, size: float, width: float) -> Iterator[Flowable]:
    facts = _captioned(block.pairs, size, width, 2)
    facts.setStyle(
        [("TOPPADDING", (0, 0), (-1, -1), 5 * size), ("RIGHTPADDING", (0, 0), (-1, -1), 10)]
    )
    yield facts


@parts.register
def _quotation(block: content.Quotation, size: float, _width: float) -> Iterator[Flowable]:
    yield from _label(block.label, size)
    yield Beside(_text(block.words, Tone.QUOTE, size), _QUOTE_INDENT, bar=ACCENT)


@parts.register
def _tick(block: content.Tick, size: float, width: float) -> Iterator[Flowable]:
    ticked = _ticked(block, Tone.BODY, size, width)
    yield _kept(ticked) if block.together else ticked


@parts.register
def _ticks(block: content.Ticks, size: float, width: float) -> Iterator[Flowable]:
    across = _across(2, size)
    place = width / across
    cells = [_ticked(tick, Tone.LISTED, size, place - GAP) for tick in block.ticks]
    yield _spaced(rows(_in_lines(cells, across), [place] * across), size)


@parts.register
def _table(block: content.Table, size: float, width: float) -> Iterator[Flowable]:
    yield from _label(block.label, size)
    widths = [width * share / sum(block.shares) for share in block.shares]
    element = Element(Kind.TABLE)
    header = _row(block.headers, Tone.LABEL, size, element, Kind.HEADER_CELL)
    body = [_row(row, Tone.BODY, size, element, Kind.CELL) for row in block.rows]
    table = rows([header, *body], widths, ruled=True)
    table.spaceAfter = 3 * size
    yield table


def _row(texts: Sequence[str], tone: Tone, size: float, table: Element, kind: Kind) -> list[Text]:
    row = Element(Kind.ROW, table)
    return [_cell(text, tone, size, Element(kind, row)) for text in texts]


@parts.register
def _signatures(block: content.Signatures, size: float, width: float) -> Iterator[Flowable]:
    across = _across(2, size)
    place = (width - GAP * (across - 1)) / across
    lines = _in_lines([_signature(each, size) for each in block.blocks], across)
    for line in lines:
        cells = [cell for signature in line for cell in (signature, Spacer(GAP, 0))][:-1]
        signatures = rows([cells], [place, *[GAP, place] * (across - 1)])
        signatures.spaceBefore = 6 * size
        signatures.keepWithNext = line is not lines[-1]
        yield signatures


@parts.register
def _room(block: content.Room, size: float, _width: float) -> Iterator[Flowable]:
    yield from _label(block.label, size)
    yield Lines(block.lines, size)


@parts.register
def _scan(block: content.Scan, size: float, _width: float) -> Iterator[Flowable]:
    yield _text(block.caption, Tone.SMALL, size)
    yield Pictured(ScanPicture(block.picture), block.caption)


def _signature(block: content.SignatureBlock, size: float) -> list[Flowable]:
    role, ink = _cell(block.role, Tone.LABEL, size), Ink(block.strokes, size)
    if block.by_hand:
        return [
            role,
            ink,
            _cell(_("Signature"), Tone.SMALL, size),
            Lines(1, size),
            _cell(_("Name, in capitals"), Tone.SMALL, size),
            Lines(1, size),
            _cell(_("Date"), Tone.SMALL, size),
        ]
    return [
        role,
        ink,
        _cell(block.name, Tone.STRONG, size),
        _cell(block.when, Tone.SMALL, size),
    ]


def _captioned(pairs: tuple[tuple[str, str], ...], size: float, width: float, across: int) -> Table:
    """Captions above values, ``across`` beside each other."""
    across = _across(across, size)
    cells: list[Cell] = [
        [_cell(label, Tone.CAPTION, size), _cell(value, Tone.BODY, size)] for label, value in pairs
    ]
    captioned = rows(_in_lines(cells, across), [width / across] * across)
    if alone := len(cells) % across:  # what has nothing beside it has the room beside it
        captioned.setStyle([("SPAN", (alone - 1, -1), (-1, -1))])
    return captioned


def _across(normally: int, size: float) -> int:
    return normally if size < LARGE else normally - 1


def _in_lines(cells: Sequence[Cell], across: int) -> list[list[Cell]]:
    """``across`` to a line, the last one filled up with nothing."""
    full = [*cells, *[Spacer(0, 0)] * (-len(cells) % across)]
    return [full[start : start + across] for start in range(0, len(full), across)]


def _ticked(tick: content.Tick, tone: Tone, size: float, width: float) -> Table:
    element, column = Element(), _TICK_COLUMN * size
    line = [_text(text, tone, size, element) for text in (tick.mark, tick.label)]
    table = rows([line], [column, width - column])
    return _spaced(table, size)


def _spaced(table: Table, size: float) -> Table:
    table.spaceBefore = 3 * size
    return table


def _label(label: str, size: float) -> Iterator[Flowable]:
    if label:
        yield _kept(_text(label, Tone.LABEL, size))


def _text(text: str, tone: Tone, size: float, element: Element | None = None) -> Text:
    return Text(text, style(tone, size), element=element or _element(tone))


def _cell(text: str, tone: Tone, size: float, element: Element | None = None) -> Text:
    """In a column: at its left, whatever the script, so that it stands below its label."""
    return Text(text, style(tone, size), side=Side.LEFT, element=element or _element(tone))


def _element(tone: Tone) -> Element:
    return Element(_KINDS.get(tone, Kind.PARAGRAPH))


def _kept(flowable: Flowable) -> Flowable:
    """Never last on a page."""
    flowable.keepWithNext = True
    return flowable
