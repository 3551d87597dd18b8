"""What a PDF says of its own make-up (ISO 32000-1, 14.7 and 14.8).

Each piece of text belongs to an element: a heading, a paragraph, a cell of a table; in the order in
which it is drawn, which is the order of reading. Everything else is marked as decoration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

_PLACE: Final = "% {} to come"


class Kind(Enum):
    """The standard structure types that documents here are made of."""

    DOCUMENT = "Document"
    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    TABLE = "Table"
    ROW = "TR"
    HEADER_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"


@dataclass(eq=False)
class Element:
    """One element. ``alt``: what a picture shows, in words.

    ``marks``: page (from 0) and number on it of each piece that belongs to it.
    """

    kind: Kind = Kind.PARAGRAPH
    parent: Element | None = None
    alt: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)


class Structure:
    """The elements of one document, as they come."""

    def __init__(self) -> None:
        self.root = Element(Kind.DOCUMENT)
        self.pages: dict[int, list[Element]] = {}
        self._placed: set[int] = {id(self.root)}

    def mark(self, element: Element, page: int) -> int:
        """The number under which the next piece on that page belongs to the element."""
        self._place(element)
        on_page = self.pages.setdefault(page, [])
        element.marks.append((page, len(on_page)))
        on_page.append(element)
        return len(on_page) - 1

    def _place(self, element: Element) -> None:
        if id(element) not in self._placed:
            self._placed.add(id(element))
            parent = element.parent or self.root
            self._place(parent)
            parent.children.append(element)


class TaggedCanvas(Canvas):
    """A canvas that knows what is drawn on it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{**more, "pdfVersion": (1, 7)})
        self.structure = Structure()
        self._waiting: list[tuple[int, Callable[[int], object]]] = []

    def later(self, draw: Callable[[int], object]) -> None:
        """Draw something here once it is known how many pages there are; it is handed that."""
        self.addLiteral(_PLACE.format(len(self._waiting)))
        self._waiting.append((self.getPageNumber() - 1, draw))

    def save(self) -> None:
        """Close the document, with its structure."""
        untyped: Any = self
        if untyped._code:  # noqa: SLF001 - as the library's own save() asks
            self.showPage()
        document = untyped._doc  # noqa: SLF001 - there is no other door to pages and catalog
        self._draw_what_waits(document.Pages.pages)
        _write(self.structure, document)
        super().save()

    def _draw_what_waits(self, pages: list[Any]) -> None:
        untyped: Any = self
        for place, (number, draw) in enumerate(self._waiting):
            draw(len(pages))
            drawn = "\n".join(untyped._code)  # noqa: SLF001 - what was drawn since the last page
            untyped._code = []  # noqa: SLF001 - likewise
            pages[number].stream = pages[number].stream.replace(_PLACE.format(place), drawn)


@contextmanager
def belonging(canvas: Canvas, element: Element | None) -> Iterator[None]:
    """What is drawn meanwhile belongs to the element, or is decoration."""
    if isinstance(canvas, TaggedCanvas):
        canvas.addLiteral(_begin(canvas, element))
        yield
        canvas.addLiteral("EMC")
    else:
        yield


def _begin(canvas: TaggedCanvas, element: Element | None) -> str:
    if element is None:
        return "/Artifact BMC"
    number = canvas.structure.mark(element, canvas.getPageNumber() - 1)
    return f"/{element.kind.value} <</MCID {number}>> BDC"


def _write(structure: Structure, document: Any) -> None:
    """Put the tree into the document's catalog, and every page's share of it onto the page."""
    catalog, pages = document.Catalog, document.Pages.pages
    known: dict[int, Any] = {}
    root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    whole = document.Reference(root)
    root["K"] = _written(structure.root, whole, document, known)
    shares: list[Any] = []
    for number, page in enumerate(pages):
        here = [known[id(each)] for each in structure.pages.get(number, ())]
        shares += [number, document.Reference(PDFArray(here))]
        page.__Defaults__ = {**page.__Defaults__, "StructParents": number, "Tabs": PDFName("S")}
    root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(shares)}))
    root["ParentTreeNextKey"] = len(pages)
    catalog.StructTreeRoot = whole
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _written(element: Element, parent: Any, document: Any, known: dict[int, Any]) -> Any:
    """The element and all below it as objects of the document; where it stands."""
    made = PDFDictionary(
        {"Type": PDFName("StructElem"), "S": PDFName(element.kind.value), "P": parent}
    )
    known[id(element)] = place = document.Reference(made)
    below = [_written(child, place, document, known) for child in element.children]
    made["K"] = PDFArray([*(_piece(each, document) for each in element.marks), *below])
    if element.alt:
        made["Alt"] = PDFString(element.alt)
    if element.kind is Kind.HEADER_CELL:
        made["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
    return place


def _piece(mark: tuple[int, int], document: Any) -> Any:
    page, number = mark
    where = document.Reference(document.Pages.pages[page])
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": where, "MCID": number})
