"""How every screen and every dialog is opened: a line for each class, by its name.

``a_day`` has happened before; ``d`` is the window, ``day`` what happened. A base class that is
never shown itself stands in ``BASES``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from counsellor_desk.documents import pictures
from counsellor_desk.domain.backups import BackupSeen, Counts, NoteLeft, Restored
from counsellor_desk.domain.damage import Kind, Part, Survey
from counsellor_desk.domain.form_changes import NONE, FormChanges
from counsellor_desk.domain.form_questions import Question
from counsellor_desk.domain.forms import FieldKind, Reader
from counsellor_desk.domain.health import Topic
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.key_access import Why
from counsellor_desk.domain.page_files import PageFileDamaged
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.surroundings import System
from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.ui import adding_later, renewing, reviewing
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.backups.gone_dialog import GoneDialog
from counsellor_desk.ui.backups.moving_screen import MovingScreen
from counsellor_desk.ui.backups.rehearsal_screen import RehearsalScreen
from counsellor_desk.ui.case_chooser import NoCaseYet
from counsellor_desk.ui.cases.hold_dialogs import HoldDetails
from counsellor_desk.ui.cases.referral_screen import LeavingUnfinished, ReferralScreen
from counsellor_desk.ui.cases.session_dialogs import SessionDetails
from counsellor_desk.ui.copies import CopyFor
from counsellor_desk.ui.forms.beginning import OneInHand, WhoseForm, ask_for_case
from counsellor_desk.ui.forms.hand_over import ToWhom
from counsellor_desk.ui.forms.letter_screen import LetterScreen
from counsellor_desk.ui.forms.newer_words import NewerWords
from counsellor_desk.ui.forms.pack_screen import PackScreen
from counsellor_desk.ui.forms.paper_dialogs import FormIdAsked, PagesTaken, WhosePaper
from counsellor_desk.ui.forms.pin_dialogs import GivePin, SetPin
from counsellor_desk.ui.frame.shortcut_sheet import ShortcutSheet
from counsellor_desk.ui.health.steps_dialog import StepsDialog
from counsellor_desk.ui.held_copies import WordsOnce
from counsellor_desk.ui.holding import HoldDialog
from counsellor_desk.ui.keys.change_begin import BeginLeaf
from counsellor_desk.ui.keys.change_doing import DoingLeaf
from counsellor_desk.ui.keys.change_manager import ManagerLeaf
from counsellor_desk.ui.keys.change_passphrase import PassphraseLeaf
from counsellor_desk.ui.keys.done_leaf import DoneLeaf, to_shred
from counsellor_desk.ui.keys.new_sheet import AskedLeaf
from counsellor_desk.ui.keys.sheet_leaves import SheetLeaf, TypedBackLeaf
from counsellor_desk.ui.notes.in_hand import Taken
from counsellor_desk.ui.notes.pages_screen import PagesScreen
from counsellor_desk.ui.notes.session_dialog import SessionDialog
from counsellor_desk.ui.notes.taken_dialog import TakenDialog
from counsellor_desk.ui.paper_ends import PaperDialog
from counsellor_desk.ui.paper_out import PaperOut, PrintToSign
from counsellor_desk.ui.reduce.reduce_screen import ReduceScreen
from counsellor_desk.ui.reduce.roles import OtherWord
from counsellor_desk.ui.reduce.sure_dialog import SureDialog
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.second_signature import SecondSignature
from counsellor_desk.ui.settings.bringing_certificate import BringCertificate
from counsellor_desk.ui.settings.changing_passphrase import ChangePassphrase
from counsellor_desk.ui.settings.changing_pin import ChangePin, FirstPin, RemovePin
from counsellor_desk.ui.settings.fact_dialog import FactDialog
from counsellor_desk.ui.settings.manager_key import GiveManager
from counsellor_desk.ui.settings.reading_screen import ReadingScreen
from counsellor_desk.ui.settings.trying_sheet import TrySheet
from counsellor_desk.ui.start.damage_page import DamagePage
from counsellor_desk.ui.start.demo_page import DemoPage
from counsellor_desk.ui.start.guide import Guide
from counsellor_desk.ui.start.here_page import HerePage
from counsellor_desk.ui.start.key_files_page import KeyFilesPage
from counsellor_desk.ui.start.manager_maker import ManagerMadePage, ManagerMaker
from counsellor_desk.ui.start.manager_page import ManagerPage, ManagerWay
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.start.promise_page import PromisePage
from counsellor_desk.ui.start.ready_page import ReadyPage
from counsellor_desk.ui.start.recovery_page import KeyPage, Recovery
from counsellor_desk.ui.start.recovery_sheet_page import RecoverySheetPage, TypedBackPage
from counsellor_desk.ui.start.restore import Restore
from counsellor_desk.ui.start.restore_aim import Aim
from counsellor_desk.ui.start.restore_choose_page import RestoreChoosePage
from counsellor_desk.ui.start.restore_key_page import RestoreKeyPage
from counsellor_desk.ui.start.restore_manager_page import RestoreManagerPage
from counsellor_desk.ui.start.restore_seen_page import RestoreSeenPage
from counsellor_desk.ui.start.restored_page import RestoredPage
from counsellor_desk.ui.start.salvage_page import SalvagedPage, SalvagePage
from counsellor_desk.ui.start.threshold import Threshold
from counsellor_desk.ui.start.unlock_page import UnlockPage
from counsellor_desk.ui.start.wreck_case import WreckCase, WreckPaper
from counsellor_desk.ui.start.wreck_list import WreckList
from counsellor_desk.ui.start.wreck_page import WreckPage
from counsellor_desk.ui.start.you_page import YouPage
from counsellor_desk.ui.taking_in import TakingIn
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.withdrawing import offer as offer_withdrawal
from counsellor_desk.ui.wording.compared_screen import ComparedScreen
from counsellor_desk.ui.wording.preview_screen import WordingPreview
from counsellor_desk.ui.wording.question_dialog import NewQuestion, QuestionDialog
from counsellor_desk.ui.wording.version_dialog import NewVersion
from counsellor_desk.vault import connection, schema
from counsellor_desk.vault.salvage import Reading
from counsellor_desk.wording import N_
from counsellor_desk.workflows import (
    backups,
    cases,
    consent,
    disclosure,
    form_wording,
    keys,
    note_pages,
    paper_printing,
    papers,
    reduce,
)
from counsellor_desk.workflows.damage import CaseRead, ReadOnlyDesk, Salvaged, Wreck
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.key_change import KeysChanged
from counsellor_desk.workflows.manager_keys import ManagerFiles
from counsellor_desk.workflows.page_files import Refused
from counsellor_desk.workflows.paper_piles import Pile
from counsellor_desk.workflows.sessions import SessionTimes
from counsellor_desk.workflows.setup import NewStore
from tests import walked_forms
from tests.desks import NOW, add_note
from tests.handwriting import photo
from tests.ui.cases.pressing import press
from tests.ui.desk_window import DeskWindow
from tests.ui.story import Day, recorded

MANAGER_FILES: Final = ManagerFiles(
    private=Path("/home/ada/Documents/counsellor-desk-manager-7K3Q.age"),
    public=Path("/home/ada/Documents/counsellor-desk-manager-7K3Q.cdpublic"),
    fingerprint="7K3Q-0WXY-92TZ-HM4D",
)

TAKEN: Final = Taken(
    kept=None,
    pages=3,
    whole=3,
    refused=(Refused(number=2, of=4, error=PageFileDamaged()),),
)

Opener = Callable[[DeskWindow, Day], object]

BASES: Final = frozenset(
    {
        "WorkScreen",
        "WordingInHand",
        "Stage",
        "Guiding",
        "StartPage",
        "GuideLeaf",
        "GuidePage",
        "Paged",
        "BringingPage",
        "KeysGuide",
        "KeysLeaf",
        "AskingDialog",
        "LockedScreen",
    }
)


def _room(key: str) -> Opener:
    return lambda d, _day: d.go(key)


def _door(name: str, about: Callable[[Day], tuple[object, ...]]) -> Opener:
    def open_(d: DeskWindow, day: Day) -> None:
        getattr(d.parts.doors, name)(*about(day))
        d.settle()

    return open_


def _case(pressed: str, *more: str, which: str = "busy") -> Opener:
    """On the page of a case, what is pressed one after the other."""

    def open_(d: DeskWindow, day: Day) -> None:
        d.parts.doors.open_case(getattr(day, which).id)
        d.settle()
        for words in (pressed, *more):
            press(d, words)

    return open_


QUESTION: Final = Question(
    key="added_1",
    kind=FieldKind.CHOICE,
    label="How may we reach you?",
    at="why",
    options=("By phone", "By post"),
)


def _wording(d: DeskWindow) -> form_wording.Editing:
    d.do(lambda desk: form_wording.keep(desk, "F2", FormChanges(questions=(QUESTION,))))
    return d.do(lambda desk: form_wording.open_form(desk, "F2"))


def _start(d: DeskWindow) -> StartParts:
    folder = d.test_desk.home / "elsewhere"
    return StartParts(
        threshold=Threshold(
            folder, keys=None, usual_keys=folder.parent / "keys-there", clock=d.parts.clock
        ),
        clock=d.parts.clock,
        background=d.parts.background,
        messages=d.parts.messages,
    )


def _new(d: DeskWindow) -> NewStore:
    return NewStore(d.desk, "-".join(["K7QZM"] * 7))


def _nothing(*_about: object, **_more: object) -> None:
    """What a page would do next."""


class Damaged(DeskError):
    """As the vault tells it."""

    happened = N_("This store is damaged.")
    safe = NOTHING_LOST
    next_step = N_("Try it again.")


SURVEY: Final = Survey(
    pages=9,
    damaged_pages=1,
    parts=(Part(kind=Kind.SUMMARIES, read=3, lost=1, lost_in=("PH-2026-0001-3",)),),
)


class _WreckBeingRead(WreckPage):
    """A store that is not read: only how it looks meanwhile is asked."""

    def arrive(self) -> None:
        self._panel.begin("Reading each page of the store", self.give_up)


def _wreck(d: DeskWindow) -> Wreck:
    held = d.desk.store.held
    return Wreck(held.folder, held.keys, held.slots, held.kept, held.clock, "passphrase")


def _read_only(d: DeskWindow) -> ReadOnlyDesk:
    def empty(_desk: object) -> ReadOnlyDesk:
        database = connection.in_memory()
        schema.bring_up(database)
        return ReadOnlyDesk(Reading(database, SURVEY))

    return d.do(empty)


def _case_read(d: DeskWindow, day: Day) -> CaseRead:
    page = d.do(lambda desk: cases.page(desk, day.busy.id))
    return CaseRead(
        number=page.case.number,
        sessions=page.sessions,
        summaries=page.summaries,
        records=page.records,
        forms=(),
        documents=page.documents,
    )


class _DemoBeingMade(DemoPage):
    """A demo that is not made: only how it looks meanwhile is asked."""

    def arrive(self) -> None:
        self._panel.begin("Letting six weeks happen", self.give_up)


class _DoingNothing(DoingLeaf):
    """Keys that are not changed: only how it looks meanwhile is asked."""

    def arrive(self) -> None:
        self._panel.begin("Making the new keys", _nothing)


def _keys_leaf(make: Callable[[DeskWindow], Screen]) -> Opener:
    return lambda d, _day: d.show(make(d))


def _no_pdf(_progress: Progress) -> bytes:
    return b""


def _hold_details(d: DeskWindow, day: Day) -> None:
    page = d.do(lambda desk: cases.page(desk, day.held.id))
    HoldDetails(d.parts, page.holds[0]).open()


def _set_hold(d: DeskWindow, day: Day) -> None:
    page = d.do(lambda desk: cases.page(desk, day.busy.id))
    HoldDialog(d.parts, day.busy.id, page.notes).open()


def _copy_of_held(d: DeskWindow, day: Day) -> None:
    d.do(lambda desk: add_note(desk, day.held, "Rang."))
    d.parts.doors.open_case(day.held.id)
    d.settle()
    press(d, "Sealed copy: The client has asked to see the records")


def _session(d: DeskWindow, day: Day) -> None:
    page = d.do(lambda desk: cases.page(desk, day.busy.id))
    SessionDetails(d.parts, page.sessions[0], may_write=True).open()


def _document(d: DeskWindow, day: Day) -> None:
    sealed = d.do(lambda desk: papers.of_summary(desk, day.summary.id))
    d.parts.doors.open_document(sealed.id)
    d.settle()


def _copy(d: DeskWindow, day: Day) -> None:
    sealed = d.do(lambda desk: papers.of_summary(desk, day.summary.id))
    CopyFor(d.screen, sealed, "Print", _nothing).open()


def _leaving(d: DeskWindow, _day: Day) -> None:
    screen = ReferralScreen(d.parts)
    d.show(screen)
    LeavingUnfinished(screen, keep=_nothing, discard=_nothing).open()


def _unfinished(d: DeskWindow) -> consent.Guide:
    return d.do(consent.unfinished)[0]


def _gone(d: DeskWindow, _day: Day) -> None:
    place = d.test_desk.home / "one.cdbackup"
    GoneDialog(d.parts, d.do(lambda desk: backups.make(desk, place))).open()


def _seen() -> BackupSeen:
    return BackupSeen(
        made_at=NOW,
        counts=Counts(cases=12, summaries=40, documents=7),
        size=3_400_000,
        sheet=1,
        manager=True,
        replaces=True,
        other_desk=True,
        older=True,
    )


def _restored() -> Restored:
    left = NoteLeft(case_number="PH-2026-0002-1", session_number=3, session_on=NOW.date())
    return Restored(
        made_at=NOW,
        counts=Counts(cases=12, summaries=40, documents=7),
        moved_aside="/home/ada/.local/share/counsellor-desk/store.before-restore-2026-03-02",
        notes_kept=2,
        notes_left=(left,),
        notes_unknown=True,
    )


def _whose(d: DeskWindow, day: Day) -> None:
    WhoseForm(d.parts, d.do(lambda desk: cases.page(desk, day.couple.id)), "F2").open()


def _in_hand(d: DeskWindow, day: Day) -> None:
    client = day.couple.clients[1].id
    OneInHand(d.parts, day.couple, client, _unfinished(d).consent.id, "F2").open()


def _form(d: DeskWindow, day: Day, form: str) -> ConsentId:
    return d.do(lambda desk: walked_forms.sealed(desk, day.busy, form)).consent.id


def _on_paper(d: DeskWindow, _day: Day) -> None:
    which = _unfinished(d).consent.id
    d.do(lambda desk: paper_printing.print_form(desk, which))
    d.parts.doors.open_form(which)
    d.settle()


def _no_pile(typed: str) -> Pile:
    return Pile(form_id=typed, title="A form", is_blank=True, pages=())


def _letter(d: DeskWindow, day: Day) -> None:
    def taken_back(desk: Desk) -> str:
        made = disclosure.make_pack(desk, day.consent)
        disclosure.print_pack(desk, day.consent, made.id, seen=True)
        return consent.withdraw(desk, day.consent, "by telephone").recipients[0]

    d.show(LetterScreen(d.parts, day.consent, d.do(taken_back)))


def _pack(d: DeskWindow, day: Day) -> None:
    d.show(PackScreen(d.parts, d.do(lambda desk: consent.guide(desk, day.consent))))


def _times(d: DeskWindow, _day: Day) -> None:
    times = SessionTimes(starts=d.parts.clock.now())
    SessionDialog(d.screen, d.parts.clock, d.parts.messages, times, _nothing).open()


def _pages(d: DeskWindow, day: Day) -> None:
    page = d.do(lambda _desk: next(pictures.drawn_anew(photo())))
    d.do(lambda desk: note_pages.add(desk, day.waiting[0], (page, page)))
    d.show(PagesScreen(d.parts, day.waiting[0]))


def _taking_in(d: DeskWindow, _day: Day) -> None:
    dialog = TakingIn(d.parts)
    dialog.begin(Progress(_nothing))
    dialog.open()


def _paper(d: DeskWindow, _day: Day) -> None:
    line = d.do(lambda desk: reduce.queue(desk)[0])
    PaperDialog(d.parts, line, "J. Mercer", _nothing).open()


def _sure(d: DeskWindow, day: Day) -> None:
    d.parts.doors.reduce(day.waiting[0])
    d.settle()
    sure = SureDialog(d.screen, "Sure?", ["It is destroyed."], day.busy.number, destroys=True)
    sure.offer("Destroy", _nothing, _nothing, changes=frozenset())
    sure.open()


def _questions(d: DeskWindow, day: Day) -> None:
    d.parts.doors.reduce(day.waiting[0])
    d.settle()
    press(d, "Accept and destroy the note…")


def _record(d: DeskWindow, day: Day) -> None:
    made = d.do(lambda desk: recorded(desk, day.busy))
    d.parts.doors.open_record(made.id)
    d.settle()


def _another_word(d: DeskWindow, day: Day) -> None:
    d.parts.doors.reduce(day.waiting[0])
    d.settle()
    assert isinstance(d.screen, ReduceScreen)
    assert d.screen.work is not None
    OtherWord(d.screen, d.screen.work, "Rob").open()


OPENERS: Final[dict[str, Opener]] = {
    # the rooms
    "TodayScreen": _room("today"),
    "CasesScreen": _room("cases"),
    "QueueScreen": _room("reduce"),
    "FormsScreen": _room("forms"),
    "SettingsScreen": _room("settings"),
    # cases
    "CaseScreen": _door("open_case", lambda day: (day.busy.id,)),
    "ReferralScreen": lambda d, _day: d.parts.doors.new_referral(),
    "RecordScreen": _record,
    "WriteScreen": _door("new_record", lambda day: (day.busy.id,)),
    "AddClient": _case("Add a client"),
    "SummaryScreen": _door("open_summary", lambda day: (day.summary.id,)),
    "DocumentScreen": _document,
    "SecondSignature": lambda d, _day: SecondSignature(
        d.parts, DocumentId("none"), SignerRole.SERVICE_MANAGER, _nothing
    ).open(),
    "CheckScreen": _door("check_document", lambda _day: ()),
    "IdentityDialog": _case("Open the identity card"),
    "ChangeCard": _case("Open the identity card", "Change the card of Client B", which="couple"),
    "MissedDialog": _case("Missed session"),
    "LiftDialog": _case("Lift the hold: The client has asked to see the records", which="held"),
    "HoldDetails": _hold_details,
    "HoldDialog": _set_hold,
    "HeldCopyDialog": _copy_of_held,
    "WordsOnce": lambda d, _day: WordsOnce(d.parts, "six words that open it again").open(),
    "SessionDetails": _session,
    "LeavingUnfinished": _leaving,
    "CopyFor": _copy,
    # notes
    "NoteScreen": _door("open_note", lambda day: (day.waiting[0],)),
    "SessionDialog": _times,
    "PagesScreen": _pages,
    "TakingIn": _taking_in,
    "TakenDialog": lambda d, _day: TakenDialog(d.parts, TAKEN).open(),
    "PaperDialog": _paper,
    "NoCaseYet": lambda d, _day: NoCaseYet(d.parts, "A note belongs to a case.").open(),
    "CaseChooser": lambda d, _day: ask_for_case(d.parts),
    # reduce
    "ReduceScreen": _door("reduce", lambda day: (day.waiting[0],)),
    "ReceiptScreen": _door("open_receipt", lambda day: (day.tombstone.note,)),
    "SureDialog": _sure,
    "OpenQuestions": _questions,
    "OtherWord": _another_word,
    # forms
    "ConsentScreen": _door("open_form", lambda day: (day.consent,)),
    "GuideScreen": lambda d, _day: d.parts.doors.open_form(_unfinished(d).consent.id),
    "PackScreen": _pack,
    "Withdraw": lambda d, day: offer_withdrawal(d.screen, d.parts, day.consent, _nothing),
    "Review": lambda d, day: reviewing.offer(
        d.screen, d.parts, _form(d, day, "F6"), renew=_nothing, withdraw=_nothing
    ),
    "Renew": lambda d, day: renewing.offer(d.screen, d.parts, day.consent, _nothing),
    "LetterScreen": _letter,
    "AddLater": lambda d, day: adding_later.offer(d.screen, d.parts, _form(d, day, "F5")),
    "PrintToSign": lambda d, _day: PrintToSign(d.parts, _nothing).open(),
    "PrintBlank": lambda d, _day: PaperOut(d.screen, d.parts).blank(),
    "PaperScreen": _on_paper,
    "FormIdAsked": lambda d, _day: FormIdAsked(d.parts, _no_pile, _nothing).open(),
    "WhosePaper": lambda d, day: WhosePaper(d.parts, day.couple, _nothing).open(),
    "PagesTaken": lambda d, _day: PagesTaken(
        d.parts, 2, 1, TAKEN.refused, "Reading a summary together"
    ).open(),
    "ToWhom": lambda d, _day: ToWhom(d.screen, (Reader.CLIENT, Reader.PARENT), _nothing).open(),
    "ChooseForm": lambda d, day: d.parts.doors.begin_form(day.busy.id, None, None),
    "WhoseForm": _whose,
    "OneInHand": _in_hand,
    "SetPin": lambda d, _day: SetPin(d.screen, d.parts, _nothing).open(),
    "GivePin": lambda d, _day: GivePin(d.screen, d.parts, _nothing).open(),
    # settings
    "ReadingScreen": lambda d, _day: d.show(ReadingScreen(d.parts, "Licence", "Words\n" * 99)),
    "FirstPin": lambda d, _day: FirstPin(d.parts, _nothing).open(),
    "BringCertificate": lambda d, _day: BringCertificate(d.parts, _nothing).open(),
    "ChangePin": lambda d, _day: ChangePin(d.parts, _nothing).open(),
    "RemovePin": lambda d, _day: RemovePin(d.parts, _nothing).open(),
    # backups
    "BackupsScreen": _door("open_backups", lambda _day: ()),
    "RehearsalScreen": lambda d, _day: d.show(RehearsalScreen(d.parts, d.test_desk.home)),
    "MovingScreen": lambda d, _day: d.show(MovingScreen(d.parts)),
    "GoneDialog": _gone,
    "ChangePassphrase": lambda d, _day: ChangePassphrase(d.parts, _nothing).open(),
    "TrySheet": lambda d, _day: TrySheet(d.parts, _nothing).open(),
    "GiveManager": lambda d, _day: GiveManager(d.parts, _nothing, replaces=False).open(),
    # keys
    "WordingScreen": _door("open_wording", lambda _day: ("F2",)),
    "ComparedScreen": lambda d, _day: d.show(ComparedScreen(d.parts, _wording(d))),
    "WordingPreview": lambda d, _day: d.show(WordingPreview(d.parts, "F2", "A form", NONE)),
    "NewQuestion": lambda d, _day: NewQuestion(
        d.parts, "why", [("why", "Why it is needed")], _nothing
    ).open(),
    "QuestionDialog": lambda d, _day: QuestionDialog(
        d.parts, QUESTION, [("why", "Why it is needed")], _nothing
    ).open(),
    "NewVersion": lambda d, _day: NewVersion(d.parts, "F2", NONE, 2, _nothing).open(),
    "FactDialog": lambda d, _day: FactDialog(d.parts, None, "Who can be called", _nothing).open(),
    "NewerWords": lambda d, day: NewerWords(
        d.parts, d.do(lambda desk: consent.guide(desk, day.consent)), _nothing
    ).open(),
    "WillScreen": _door("clinical_will", lambda _day: ()),
    "NewSheetGuide": _door("new_sheet", lambda _day: ()),
    "AskedLeaf": _keys_leaf(
        lambda d: AskedLeaf(d.parts, above="1 of 4", leave=_nothing, then=_nothing)
    ),
    "SheetLeaf": _keys_leaf(
        lambda d: SheetLeaf(d.parts, ["K7QZM"] * 7, _no_pdf, above="2 of 4", next_=_nothing)
    ),
    "TypedBackLeaf": _keys_leaf(
        lambda d: TypedBackLeaf(d.parts, _nothing, _nothing, above="3 of 4", back=_nothing)
    ),
    "DoneLeaf": _keys_leaf(
        lambda d: DoneLeaf(
            d.parts, "Done", "In force", (to_shred(d.parts),), above="4 of 4", done=_nothing
        )
    ),
    "ChangeGuide": _door("change_keys", lambda _day: (Why.YEARLY,)),
    "BeginLeaf": _keys_leaf(
        lambda d: BeginLeaf(
            d.parts,
            Why.YEARLY,
            d.do(keys.access_of),
            above="1 of 6",
            leave=_nothing,
            to_notes=_nothing,
            then=_nothing,
        )
    ),
    "PassphraseLeaf": _keys_leaf(
        lambda d: PassphraseLeaf(d.parts, Why.YEARLY, above="2 of 6", back=_nothing, then=_nothing)
    ),
    "ManagerLeaf": _keys_leaf(
        lambda d: ManagerLeaf(d.parts, "K7QZ", above="3 of 7", back=_nothing, then=_nothing)
    ),
    "DoingLeaf": _keys_leaf(
        lambda d: _DoingNothing(
            d.parts,
            lambda _progress: KeysChanged(old_secret_gone=True),
            above="6 of 7",
            begun=_nothing,
            ended=_nothing,
            leave=_nothing,
            then=_nothing,
        )
    ),
    # health
    "HealthScreen": lambda d, _day: d.parts.doors.open_health(),
    "StepsDialog": lambda d, _day: StepsDialog(
        d.parts, Topic.DISK, System.WINDOWS, "It is not encrypted."
    ).open(),
    # the frame
    "ShortcutSheet": lambda d, _day: ShortcutSheet(d.window, d.window.acts).open(),
    "Dialog": lambda d, _day: d.parts.messages.tell(RuntimeError("x")),
    "Confirmation": lambda d, _day: Confirmation(
        d.screen, "Sure?", ["A sentence."], do="Do it", then=_nothing, typed=("Type x", bool)
    ).open(),
    # before the desk is open
    "PromisePage": lambda d, _day: d.show(
        PromisePage(
            _start(d), above="1 of 5", next_=_nothing, make_manager_key=_nothing, restore=_nothing
        )
    ),
    "YouPage": lambda d, _day: d.show(
        YouPage(_start(d), above="2 of 5", back=_nothing, next_=_nothing)
    ),
    "PassphrasePage": lambda d, _day: d.show(
        PassphrasePage(
            _start(d), "Choose", "Long", beside=secondary("Back", _nothing), next_=_nothing
        )
    ),
    "KeyFilesPage": lambda d, _day: d.show(
        KeyFilesPage(_start(d), above="3 of 5", back=_nothing, go_on=_nothing)
    ),
    "RecoverySheetPage": lambda d, _day: d.show(
        RecoverySheetPage(_start(d), d.parts.printing, _new(d), above="4 of 5", next_=_nothing)
    ),
    "TypedBackPage": lambda d, _day: d.show(
        TypedBackPage(_start(d), _new(d), above="4 of 5", back=_nothing, next_=_nothing)
    ),
    "ReadyPage": lambda d, _day: d.show(
        ReadyPage(_start(d), d.desk, above="5 of 5", done=_nothing)
    ),
    "Guide": lambda d, _day: d.show(
        Guide(_start(d), d.parts.printing, make_manager_key=_nothing, restore=_nothing)
    ),
    "ManagerPage": lambda d, _day: d.show(
        ManagerPage(_start(d), back=_nothing, make=_nothing, opened=_nothing)
    ),
    "ManagerWay": lambda d, _day: d.show(
        ManagerWay(_start(d), back=_nothing, make=_nothing, opened=_nothing)
    ),
    "ManagerMaker": lambda d, _day: d.show(ManagerMaker(_start(d), back=_nothing)),
    "ManagerMadePage": lambda d, _day: d.show(
        ManagerMadePage(_start(d), MANAGER_FILES, done=_nothing)
    ),
    "UnlockPage": lambda d, _day: d.show(
        UnlockPage(
            _start(d),
            opened=_nothing,
            forgotten=_nothing,
            by_manager=_nothing,
            restore=_nothing,
            elsewhere=_nothing,
        )
    ),
    "DamagePage": lambda d, _day: d.show(
        DamagePage(_start(d), Damaged(), again=_nothing, elsewhere=_nothing, anew=_nothing)
    ),
    "WreckPage": lambda d, _day: d.show(
        _WreckBeingRead(_start(d), _wreck(d), back=_nothing, then=_nothing)
    ),
    "WreckList": lambda d, _day: d.show(
        WreckList(_start(d), _read_only(d), back=_nothing, save=_nothing)
    ),
    "WreckCase": lambda d, day: d.show(
        WreckCase(_start(d), _read_only(d), _case_read(d, day), _nothing, _nothing)
    ),
    "WreckPaper": lambda d, _day: d.show(WreckPaper(_start(d), None, _nothing)),
    "SalvagePage": lambda d, _day: d.show(
        SalvagePage(_start(d), _wreck(d), back=_nothing, then=_nothing)
    ),
    "SalvagedPage": lambda d, _day: d.show(
        SalvagedPage(_start(d), Salvaged(SURVEY, "store.damaged-1.db", True), then=_nothing)
    ),
    "DemoPage": lambda d, _day: d.show(
        _DemoBeingMade(_start(d), opened=_nothing, failed=_nothing, cancelled=_nothing)
    ),
    "Recovery": lambda d, _day: d.show(Recovery(_start(d), back=_nothing, entered=_nothing)),
    "KeyPage": lambda d, _day: d.show(KeyPage(_start(d), back=_nothing, opened=_nothing)),
    "Restore": lambda d, _day: d.show(Restore(_start(d), back=_nothing, entered=_nothing)),
    "RestoreChoosePage": lambda d, _day: d.show(
        RestoreChoosePage(_start(d), Aim.RECORDS, back=_nothing, chosen=_nothing)
    ),
    "RestoreSeenPage": lambda d, _day: d.show(
        RestoreSeenPage(_start(d), Aim.RECORDS, _seen(), back=_nothing, next_=_nothing)
    ),
    "RestoreKeyPage": lambda d, _day: d.show(
        RestoreKeyPage(
            _start(d),
            Aim.RECORDS,
            Path("one"),
            _seen(),
            back=_nothing,
            by_manager=_nothing,
            done=_nothing,
        )
    ),
    "HerePage": lambda d, _day: d.show(
        HerePage(_start(d), "Choose", "Long", beside=secondary("Later", _nothing), entered=_nothing)
    ),
    "RestoreManagerPage": lambda d, _day: d.show(
        RestoreManagerPage(_start(d), Path("one"), back=_nothing, restored=_nothing)
    ),
    "RestoredPage": lambda d, _day: d.show(
        RestoredPage(_start(d), _restored(), "One thing is left.", then=("Go on", _nothing))
    ),
}
