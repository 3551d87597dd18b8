"""What there is to tell after unlocking: calm lines above the desk, each closed by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from counsellor_desk.domain import dates
from counsellor_desk.domain.key_access import OtherOpening
from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.unlock import Unlocked

Notice = tuple[str, State]


def notices(unlocked: Unlocked, now: datetime) -> Iterator[Notice]:
    """The sentences, the gravest first."""
    yield from _about_the_store(unlocked)
    yield from _about_destructions(unlocked, now)
    if unlocked.notes is NotesAccess.RECOVERY:
        yield unlocked.notes.label, State.AMBER
    if unlocked.tries.wrong and unlocked.tries.since is not None:
        since = dates.near_moment(unlocked.tries.since.astimezone(now.tzinfo), now)
        tries = n_("{count} wrong try", "{count} wrong tries", unlocked.tries.wrong)
        told = _("Before you, there were wrong passphrases: {tries} since {since}.")
        yield told.format(tries=tries, since=since), State.NEUTRAL


def banner(notice: Notice) -> Banner:
    """A notice with the button that closes it."""
    sentence, state = notice
    close = quiet(_("Close"))
    shown = Banner(sentence, state, close)
    close.clicked.connect(lambda _on: shown.deleteLater())
    return shown


def opened_otherwise(
    unlocked: Unlocked, now: datetime, acknowledge: Callable[[], object]
) -> Banner | None:
    """That the store was opened by something else: told at each opening until it is closed."""
    if not unlocked.other_openings:
        return None
    close = quiet(_("I know of it"))
    shown = Banner(_opened_otherwise(unlocked.other_openings[0], now), State.AMBER, close)

    def known() -> None:
        acknowledge()
        shown.deleteLater()

    close.clicked.connect(lambda _on: known())
    return shown


def lasting(unlocked: Unlocked) -> Banner | None:
    """What stays above the desk for as long as it stands open, if anything does."""
    if unlocked.notes is not NotesAccess.MANAGER:
        return None
    told = _("{label} Each opening is written down, and the counsellor is told of it.")
    return Banner(told.format(label=unlocked.notes.label), State.AMBER)


def _opened_otherwise(opening: OtherOpening, now: datetime) -> str:
    by_manager = _("This store was opened with the service manager’s key: {at}.")
    by_sheet = _("This store was opened with the recovery sheet: {at}.")
    told = by_manager if opening.by_manager else by_sheet
    return told.format(at=dates.near_moment(opening.at.astimezone(now.tzinfo), now))


def _about_the_store(unlocked: Unlocked) -> Iterator[Notice]:
    if unlocked.audit_broken_at is not None:
        told = _(
            "The record of acts does not fit together from entry {entry} on. Nothing was changed. "
            "Keep a copy of the store, and compare the record codes on your printed papers."
        )
        yield told.format(entry=unlocked.audit_broken_at), State.RED
    if unlocked.freshness is Freshness.OLDER:
        explained = _(
            "If you brought back a copy on purpose, all is well. If not, what you wrote since is "
            "not in it: lock the desk, and look for the newer store or a newer backup."
        )
        yield f"{unlocked.freshness.label} {explained}", State.AMBER
    elif unlocked.freshness is Freshness.NOT_KNOWN:
        yield unlocked.freshness.label, State.NEUTRAL


def _about_destructions(unlocked: Unlocked, now: datetime) -> Iterator[Notice]:
    if unlocked.interrupted is not None:
        happened, _safe, next_step = unlocked.interrupted.sentences()
        told = _("A destruction that you approved is not finished. {happened} {next_step}")
        yield told.format(happened=happened, next_step=next_step), State.AMBER
    if unlocked.finished:
        yield _finished(unlocked.finished, now), State.GREEN


def _finished(destroyed: tuple[Tombstone, ...], now: datetime) -> str:
    if len(destroyed) > 1:
        told = _("{count} destructions that you approved were finished just now.")
        return told.format(count=len(destroyed))
    approved = destroyed[0].approved_at.astimezone(now.tzinfo)
    told = _("The destruction that you approved at {time} was finished just now.")
    return told.format(time=_time(approved, now))


def _time(at: datetime, now: datetime) -> str:
    """``14:05`` on the same day, else with its day."""
    return f"{at:%H:%M}" if at.date() == now.date() else dates.near_moment(at, now)
