"""What documents are made from beside the records themselves, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.facts import Facts
from counsellor_desk.domain.ids import ConsentId, CoveredId
from counsellor_desk.domain.profile import Organisation, Profile


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """What every page carries.

    ``at``: the moment of composing, kept in the PDF. ``record_code``: of the act that makes the
    document. ``size``: 1 is the normal type size, 1.5 large print.
    """

    organisation: Organisation
    case_number: str
    at: datetime
    record_code: str = ""
    size: float = 1.0


@dataclass(frozen=True, kw_only=True)
class RecordLine:
    """One record that a consent may cover. ``day``: of its session, or what it is about.

    ``kind``: as a person reads it. ``preview``: how it begins, for picking it on the screen; it is
    never printed.
    """

    id: CoveredId
    day: date
    kind: str
    preview: str = ""


@dataclass(frozen=True, kw_only=True)
class FormLine:
    """Another form of the client's, which a withdrawal can name. ``given_on``: sealed on.

    ``told``: its state in words, for picking it on the screen; it is never printed.
    """

    id: ConsentId
    form_id: str
    title: str
    given_on: date
    recipient: str
    told: str = ""


@dataclass(frozen=True, kw_only=True)
class FormContext:
    """What a form shows that is not an answer.

    ``records``, ``forms``: those of the answers, at least. ``renews``: the ID of the form that it
    takes the place of, if any. ``gone_out``: what left the store on the ground of the forms that
    are withdrawn. ``facts``: those that its steps name.
    """

    letterhead: Letterhead
    client_name: str
    counsellor: Profile
    records: tuple[RecordLine, ...] = ()
    renews: str = ""
    forms: tuple[FormLine, ...] = ()
    gone_out: tuple[Disclosure, ...] = ()
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A PDF, not sealed yet.

    ``missing``: characters that no shipped font has: drawn as a box, to be shown to the person
    before sealing. ``file_name``: neutral, for saving. ``title``: neutral, as in the metadata.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    title: str
    file_name: str


def file_name(reference: str) -> str:
    """The neutral name that a document leaves under: ``CD-2F7K-9QXM.pdf``."""
    plain = "".join(c for c in reference if c.isascii() and (c.isalnum() or c == "-"))
    return f"CD-{plain.removeprefix('CD-')}.pdf"
