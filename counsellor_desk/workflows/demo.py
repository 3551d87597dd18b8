"""The demo desk: a store of fictional clients, made by the real acts, with a past of six weeks.

The notes are those of ``resources/demo``, and ``desk.toml`` there says whose they are and how far
each has come. The store is made anew at each start of the demo, and what the last one left behind
is cleared away first: it protects nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from counsellor_desk import resources, settings
from counsellor_desk.clock import Clock
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.holds import Basis
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.purposes import Heading, Purpose, in_order, needs_link
from counsellor_desk.domain.records import NO_AGREEMENT
from counsellor_desk.domain.referrals import Source
from counsellor_desk.domain.sessions import Mode
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.vault import files
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.wording import _
from counsellor_desk.workflows import (
    consent,
    holds,
    main_job,
    note_files,
    paper_notes,
    records,
    reduce,
    setup,
    specimens,
    unlock,
)
from counsellor_desk.workflows.desk import DEMO_PASSPHRASE, Desk
from counsellor_desk.workflows.holds import NewHold
from counsellor_desk.workflows.note_files import FiledNote
from counsellor_desk.workflows.place import Place
from counsellor_desk.workflows.sessions import SessionTimes

Report = Callable[[int, int], None]
"""Told how many steps are done, of how many. What it raises stops the making."""

_HOUR: Final = timedelta(hours=1)
_YESTERDAY: Final = timedelta(hours=28)
_REVIEW: Final = timedelta(days=18)


@dataclass
class StoryClock:
    """A clock that can be put back for a while. Handed to the desk, it soon tells the true time."""

    clock: Clock
    behind: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """This moment of the story."""
        return self.clock.now() - self.behind

    def monotonic(self) -> float:
        """Seconds since some start, never going back."""
        return self.clock.monotonic()

    def elapsed(self) -> float:
        """Seconds since some start, sleep counted."""
        return self.clock.elapsed()

    def put_at(self, moment: datetime) -> None:
        """Go on from that moment, but never from one that is yet to come."""
        self.behind = max(self.clock.now() - moment, timedelta())


@dataclass(frozen=True, kw_only=True)
class Story:
    """A note, and how far it has come."""

    note: FiledNote
    concern: str
    source: Source
    state: str
    consent: str
    record: Mapping[str, Any]


def stories(now: datetime) -> list[Story]:
    """All notes of the demo, the oldest session first."""
    told = [_story(entry, now) for entry in resources.table("demo", "desk.toml")["notes"]]
    return sorted(told, key=lambda story: story.note.starts(now))


def clear_away() -> None:
    """Remove what the last demo left in its usual place.

    Raises:
        AlreadyOpen: a demo is open there.
        DiskFault, FolderNotWritable: as they say.
    """
    folder = settings.demo_store()
    if folder.is_dir() and not folder.is_symlink():
        InstanceLock(folder).release()
    files.remove_folder(folder)
    files.remove_folder(settings.demo_keys())


def make(place: Place, clock: Clock, report: Report) -> Desk:
    """Make the store in an empty folder and let its six weeks happen. The desk stays open.

    Raises:
        SomethingHere: the folder is not empty.
        DiskFull, DiskFault, FolderNotWritable: the store is closed, and may be cleared away.
        Whatever ``report`` raises: likewise.
    """
    told = stories(clock.now())
    of = len(told) + 1
    story_clock = StoryClock(clock)
    story_clock.put_at(told[0].note.starts(clock.now()) - 2 * _HOUR)
    report(0, of)
    with _making(place, story_clock) as desk:
        for done, story in enumerate(told, 1):
            report(done, of)
            _let_happen(desk, story_clock, story)
        story_clock.put_at(clock.now())
        _leave_on_paper(desk)
        report(of, of)
    return desk


@contextmanager
def _making(place: Place, clock: Clock) -> Iterator[Desk]:
    """The new desk, closed again if it does not come to its end."""
    new = setup.create(
        place, specimens.profile(), DEMO_PASSPHRASE, DEMO_PASSPHRASE, clock=clock, demo=True
    )
    with ExitStack() as undo:
        undo.callback(unlock.close, new.desk)
        setup.confirm(new, {group: new.groups[group - 1] for group in setup.groups_to_type()})
        yield new.desk
        undo.pop_all()


def _let_happen(desk: Desk, clock: StoryClock, story: Story) -> None:
    starts = story.note.starts(clock.clock.now())
    clock.put_at(starts - _HOUR)
    case = main_job.open_case(desk, story.note, story.concern, story.source)
    clock.put_at(starts + timedelta(minutes=story.note.minutes))
    note = main_job.write_note(desk, case, story.note)
    if story.state == "held":
        _hold(desk, case)
    if story.state == "reduced":
        clock.put_at(desk.now() + _HOUR)
        main_job.reduce_note(desk, case, note)
    if story.consent == "sealed":
        main_job.give_consent(desk, case)
    if story.consent == "begun":
        consent.begin(desk, case.id, case.clients[0].id)
    if story.record:
        _write_record(desk, case, story.record)


def _leave_on_paper(desk: Desk) -> None:
    """Of the case whose note waits longest, the note of yesterday lies in a drawer."""
    waiting = next(line for line in reduce.queue(desk) if line.state is NoteState.WAITING)
    times = SessionTimes(starts=desk.now().replace(minute=0, second=0, microsecond=0) - _YESTERDAY)
    paper_notes.begin(desk, waiting.note.case, times)


def _write_record(desk: Desk, case: Case, told: Mapping[str, Any]) -> None:
    """What rests on a form rests on the one that was just sealed."""
    begun = records.begin(desk, case.id)
    purposes = in_order(map(Purpose.of, told["purposes"]))
    rests_on = begun.agreements[0].agreement if needs_link(purposes) else NO_AGREEMENT
    working = replace(
        begun.draft.working,
        purposes=purposes,
        others=OthersInvolved.NO_ONE_ELSE,
        parts={Heading.of(key): words for key, words in told["parts"].items()},
        agreement=rests_on,
    )
    draft = records.keep(desk, replace(begun.draft, working=working))
    if told["accepted"]:
        records.accept(desk, draft)


def _hold(desk: Desk, case: Case) -> None:
    holds.set_hold(
        desk,
        NewHold(
            basis=Basis.ACCESS_REQUEST,
            reason=_("The parents have asked to see the record"),
            review_on=desk.now().date() + _REVIEW,
            case=case.id,
        ),
    )


def _story(entry: Mapping[str, Any], now: datetime) -> Story:
    starts = _starts(entry, now)
    read = note_files.read(resources.path("demo", "notes", entry["file"]))
    return Story(
        note=replace(
            read,
            clients=tuple(entry["clients"]),
            on=starts.date(),
            at=starts.time(),
            minutes=entry["minutes"],
            mode=Mode(entry["mode"]),
        ),
        concern=entry["concern"],
        source=Source(entry["source"]),
        state=entry["state"],
        consent=entry.get("consent", ""),
        record=entry.get("record", {}),
    )


def _starts(entry: Mapping[str, Any], now: datetime) -> datetime:
    if "days_ago" in entry:
        day = now.date() - timedelta(days=entry["days_ago"])
        return datetime.combine(day, entry["at"], now.tzinfo)
    ago = now - timedelta(hours=entry["hours_ago"])
    return ago.replace(second=0, microsecond=0) - timedelta(minutes=ago.minute % 5)
