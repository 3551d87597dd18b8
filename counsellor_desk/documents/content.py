"""What a document says, before it is set: a list of blocks.

The paper and the text that signatures are bound to are both made from the same blocks, so they
cannot say different things. All text is plain: nothing in it is read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from counsellor_desk.documents.lines import tidy
from counsellor_desk.domain.signatures import Stroke

TICKED: Final = "☑"
NOT_TICKED: Final = "☐"


@dataclass(frozen=True)
class Opening:
    """The document's name, large, and a line on what it is."""

    title: str
    lead: str = ""

    def strings(self) -> tuple[str, ...]:
        """Every text, in reading order; likewise below."""
        return self.title, self.lead


@dataclass(frozen=True)
class Panel:
    """Labels and values side by side on a ground of their own: what identifies a document."""

    pairs: tuple[tuple[str, str], ...]

    def strings(self) -> tuple[str, ...]:
        return tuple(text for pair in self.pairs for text in pair)


@dataclass(frozen=True)
class Heading:
    """Begins a section."""

    text: str

    def strings(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True)
class Passage:
    """Text in full. ``quiet``: explains; otherwise it is what somebody wrote."""

    text: str
    quiet: bool = False

    def strings(self) -> tuple[str, ...]:
        return (self.text,)


@dataclass(frozen=True)
class Fact:
    """A label, or none, and what was answered."""

    label: str
    value: str

    def strings(self) -> tuple[str, ...]:
        return self.label, self.value


@dataclass(frozen=True)
class Facts:
    """Short facts, two beside each other."""

    pairs: tuple[tuple[str, str], ...]

    def strings(self) -> tuple[str, ...]:
        return tuple(text for pair in self.pairs for text in pair)


@dataclass(frozen=True)
class Quotation:
    """Somebody's own words."""

    label: str
    words: str

    def strings(self) -> tuple[str, ...]:
        return self.label, self.words


@dataclass(frozen=True)
class Tick:
    """A line with a box, ticked or not. ``together``: never parted from the line after it."""

    label: str
    ticked: bool
    together: bool = False

    @property
    def mark(self) -> str:
        """The box as a character, so that it can be copied and read aloud."""
        return TICKED if self.ticked else NOT_TICKED

    def strings(self) -> tuple[str, ...]:
        return self.mark, self.label


@dataclass(frozen=True)
class Ticks:
    """Several, two beside each other: a list to look over, not to tick."""

    ticks: tuple[Tick, ...]

    def strings(self) -> tuple[str, ...]:
        return tuple(text for tick in self.ticks for text in tick.strings())


@dataclass(frozen=True)
class Table:
    """Rows under headers; ``shares``: the columns' widths, in parts of the whole."""

    label: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]

    def strings(self) -> tuple[str, ...]:
        return (self.label, *self.headers, *(cell for row in self.rows for cell in row))


@dataclass(frozen=True)
class SignatureBlock:
    """A place to sign, with ink or without. ``role``, ``name``, ``when`` as a person reads them.

    ``by_hand``: name and date are written there too.
    """

    role: str
    name: str = ""
    when: str = ""
    strokes: tuple[Stroke, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True)
class Signatures:
    """Places to sign, side by side."""

    blocks: tuple[SignatureBlock, ...]

    def strings(self) -> tuple[str, ...]:
        return tuple(text for b in self.blocks for text in (b.role, b.name, b.when))


@dataclass(frozen=True)
class Room:
    """A label, and lines to write on by hand."""

    label: str
    lines: int

    def strings(self) -> tuple[str, ...]:
        return (self.label,)


@dataclass(frozen=True)
class Scan:
    """A scanned page, as large as the paper allows. ``picture``: a JPEG of ours."""

    caption: str
    picture: bytes = field(repr=False)

    def strings(self) -> tuple[str, ...]:
        return (self.caption,)


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""

    def strings(self) -> tuple[str, ...]:
        return ()


Block = (
    Opening
    | Panel
    | Heading
    | Passage
    | Fact
    | Facts
    | Quotation
    | Tick
    | Ticks
    | Table
    | Signatures
    | Room
    | Scan
    | NewPage
)


def all_strings(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of a document's blocks."""
    for block in blocks:
        yield from block.strings()


def canonical(blocks: Iterable[Block]) -> str:
    """The blocks as one JSON array a line: two documents that differ never give the same text.

    Texts stand as they are set (``lines.tidy``). Signatures are left out: they are over this.
    """
    lines = (
        [type(block).__name__, *map(tidy, block.strings())]
        for block in blocks
        if not isinstance(block, Signatures)
    )
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
