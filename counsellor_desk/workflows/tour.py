"""The whole main job without a screen: every note of a folder through the real workflows.

For each note: referral, session, note, draft, acceptance, destruction, receipt; for the first case
one consent form with signatures. The store stays for anybody to open. The report names what was
done in counts, times and record codes, and holds no word of a note.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from counsellor_desk import __version__
from counsellor_desk.clock import Clock
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.disclosures import Ground
from counsellor_desk.domain.ids import DocumentId
from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.vault import files
from counsellor_desk.wording import N_, _, n_
from counsellor_desk.workflows import (
    exit_door,
    main_job,
    papers,
    preferences,
    setup,
    specimens,
    unlock,
)
from counsellor_desk.workflows.desk import DEMO_PASSPHRASE, Desk
from counsellor_desk.workflows.exit_door import Leaving
from counsellor_desk.workflows.main_job import Done
from counsellor_desk.workflows.note_files import FiledNote
from counsellor_desk.workflows.place import Place, keychain_answers

STORE: Final = "store"
KEYS: Final = "keys"
DOCUMENTS: Final = "documents"
REPORT: Final = "report.json"

Tell = Callable[[str], None]


class OutNotEmpty(DeskError):
    """The folder becomes private and is filled: it must be the tour's own."""

    happened = N_("The folder for the tour is not empty.")
    safe = NOTHING_LOST
    next_step = N_("Name a new or an empty folder after --out.")


@dataclass(frozen=True)
class Source:
    """``name`` is shown; ``read`` gives the note or raises a ``DeskError``."""

    name: str
    read: Callable[[], FiledNote]


@dataclass(frozen=True, kw_only=True)
class NoteReport:
    """What happened to one note. Milliseconds; paths relative to the report; codes of records."""

    file: str
    outcome: str
    reason: str = ""
    case_number: str = ""
    words: int = 0
    summary_words: int = 0
    lines: int = 0
    left_out: int = 0
    actions: int = 0
    risks: int = 0
    flags: int = 0
    summary_code: str = ""
    receipt_code: str = ""
    summary_pdf: str = ""
    receipt_pdf: str = ""
    draft_and_accept_ms: int = 0
    whole_ms: int = 0


@dataclass
class Report:
    """``passphrase`` opens the store that is left; it protects nothing and says so."""

    version: str = __version__
    passphrase: str = DEMO_PASSPHRASE
    secrets_kept_in: str = ""
    store: str = STORE
    set_up_ms: int = 0
    notes: list[NoteReport] = field(default_factory=list)
    consent: dict[str, Any] = field(default_factory=dict)
    documents: int = 0
    whole_ms: int = 0

    @property
    def reduced(self) -> int:
        """How many notes went the whole way."""
        return sum(note.outcome == "destroyed" for note in self.notes)


class Tour:
    """One run into an empty folder."""

    def __init__(self, out: Path, clock: Clock, tell: Tell) -> None:
        self._out = out
        self._clock = clock
        self._tell = tell
        self._report = Report()

    def run(self, sources: Sequence[Source]) -> Report:
        """Take every note; write store, documents and report.

        The report is written too where the tour is broken off between two notes.

        Raises:
            OutNotEmpty: something lies in the folder; nothing was done.
            DiskFull, DiskFault, FolderNotWritable: nothing more can be written.
        """
        begun = self._clock.monotonic()
        _ensure_empty(self._out)
        files.private_folder(self._out)
        desk = self._set_up()
        try:
            for place, source in enumerate(sources, 1):
                self._take(desk, source, f"[{place}/{len(sources)}] {source.name}")
        finally:
            unlock.close(desk)
            self._report.whole_ms = self._since(begun)
            text = json.dumps(asdict(self._report), indent=1, ensure_ascii=False)
            files.write_atomically(self._out / REPORT, text.encode("utf-8"))
        return self._report

    def _set_up(self) -> Desk:
        begun = self._clock.monotonic()
        self._tell(_("Setting up a store with a passphrase that says “demo” …"))
        keychain = keychain_answers()
        place = Place(self._out / STORE, None if keychain else self._out / KEYS)
        new = setup.create(
            place,
            specimens.profile(),
            DEMO_PASSPHRASE,
            DEMO_PASSPHRASE,
            clock=self._clock,
            demo=True,
        )
        setup.confirm(new, {group: new.groups[group - 1] for group in setup.groups_to_type()})
        self._report.secrets_kept_in = "keychain" if keychain else KEYS
        self._report.set_up_ms = self._since(begun)
        files.private_folder(self._out / DOCUMENTS)
        return new.desk

    def _take(self, desk: Desk, source: Source, heading: str) -> None:
        begun = self._clock.monotonic()
        try:
            note = source.read()
            case = main_job.open_case(desk, note, _("Taken from a file for the tour"))
            self._as_author(desk, note)
            reduced = self._clock.monotonic()
            done = main_job.reduce_note(desk, case, main_job.write_note(desk, case, note))
            reduced_ms = self._since(reduced)
        except files.DiskFull:
            raise  # for every other note too
        except DeskError as fault:
            happened, _safe, next_step = fault.sentences()
            self._report.notes.append(
                NoteReport(file=source.name, outcome="skipped", reason=type(fault).__name__)
            )
            self._tell(f"{heading}: {happened} {next_step}")
            return
        report = self._reported(desk, source.name, case, note, done)
        if not self._report.consent and done.summary is not None:
            self._report.consent = self._consent(desk, case, done)
        self._report.notes.append(
            replace(report, draft_and_accept_ms=reduced_ms, whole_ms=self._since(begun))
        )
        self._tell(f"{heading}: {_line(report)}")

    def _as_author(self, desk: Desk, note: FiledNote) -> None:
        profile = desk.profile()
        if note.author and note.author != profile.name:
            preferences.change_profile(desk, replace(profile, name=note.author))

    def _reported(
        self, desk: Desk, name: str, case: Case, note: FiledNote, done: Done
    ) -> NoteReport:
        receipt = papers.of_receipt(desk, done.note)
        summary = papers.of_summary(desk, done.summary.id) if done.summary else None
        return NoteReport(
            file=name,
            outcome="destroyed" if done.tombstone.erased_at else "being destroyed",
            case_number=case.number,
            words=len(note.text.split()),
            summary_words=done.summary.words() if done.summary else 0,
            lines=len(done.draft.items),
            left_out=len(done.draft.left_out),
            actions=len(done.summary.actions) if done.summary else 0,
            risks=len(done.draft.risks()),
            flags=len(done.draft.flags),
            summary_code=done.summary.record_code if done.summary else "",
            receipt_code=done.tombstone.record_code,
            receipt_pdf=self._saved(desk, receipt.id, receipt.name),
            summary_pdf=self._saved(desk, summary.id, summary.name) if summary else "",
        )

    def _consent(self, desk: Desk, case: Case, done: Done) -> dict[str, Any]:
        guide, sealed = main_job.give_consent(desk, case)
        return {
            "form": guide.form.id,
            "form_id": guide.consent.form_id,
            "outcome": guide.consent.outcome.value if guide.consent.outcome else "",
            "signatures": len(guide.consent.signatures),
            "records": len(guide.records),
            "record_code": sealed.record_code,
            "pages": sealed.pages,
            "pdf": self._saved(desk, sealed.id, sealed.name),
            "summary_code": done.summary.record_code if done.summary else "",
        }

    def _saved(self, desk: Desk, document: DocumentId, name: str) -> str:
        leaving = Leaving(to=_("tour folder"), purpose=_("demo"), ground=Ground.OWN_RECORD)
        exit_door.save(desk, document, self._out / DOCUMENTS / name, leaving)
        self._report.documents += 1
        return f"{DOCUMENTS}/{name}"

    def _since(self, begun: float) -> int:
        return round(1000 * (self._clock.monotonic() - begun))


def _ensure_empty(folder: Path) -> None:
    try:
        if any(folder.iterdir()):
            raise OutNotEmpty
    except FileNotFoundError:
        return
    except OSError:
        raise files.FolderNotWritable from None


def _line(report: NoteReport) -> str:
    return _("{words} words became {kept}, {actions}, note destroyed (receipt {code})").format(
        words=report.words,
        kept=report.summary_words,
        actions=n_("{count} agreed action", "{count} agreed actions", report.actions),
        code=report.receipt_code,
    )
