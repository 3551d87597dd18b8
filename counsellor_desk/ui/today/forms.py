"""The card about forms: each line says what is to be done, and does it with one click."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates, standing
from counsellor_desk.ui.form_acts import FormActs
from counsellor_desk.ui.form_states import pill_of
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.ui.widgets.words import quiet as standing_back
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.form_lines import DueForm
from counsellor_desk.workflows.forms_due import MissingForm
from counsellor_desk.workflows.today import Today

MOST_SHOWN: Final = 3
"""Lines of one kind before the others are asked for."""
_ADULT: Final = 18
_AGREEMENT: Final = "F1"
_Make = Callable[[FormActs, DueForm, date], Row]


@dataclass(frozen=True)
class _Group:
    """Lines of one kind. ``count``: of all, where not every one is a line here.

    ``room``: what the Forms room narrows down to, to show all of them; else they are shown here.
    """

    key: str
    rows: Sequence[Callable[[], QWidget]]
    count: int
    room: str = ""


@dataclass(frozen=True, kw_only=True)
class Showing:
    """Which kinds are shown whole, and how to ask for one."""

    whole: frozenset[str]
    show_whole: Callable[[str], None]


def forms_card(parts: Parts, acts: FormActs, today: Today, showing: Showing) -> Card:
    """What is late first, then what has a day, then what is in hand; how many are in force."""
    card, rows = Card(_("Forms")), Rows()
    groups = [group for group in _groups(parts, acts, today) if group.count]
    for group in groups:
        _add(rows, parts, group, showing)
    in_force = Pill(str(today.in_force), State.GREEN if today.in_force else State.NEUTRAL)
    rows.add_row(Row(_("In force"), pill=in_force))
    if not groups:
        card.add(beside(_("Nothing about forms is waiting.")))
    card.add(rows)
    return card


def _add(rows: Rows, parts: Parts, group: _Group, showing: Showing) -> None:
    whole = group.key in showing.whole
    shown = group.rows if whole else group.rows[:MOST_SHOWN]
    for make in shown:
        rows.add_row(make())
    if (more := group.count - len(shown)) <= 0:
        return
    if group.room:
        see = partial(parts.doors.open_forms, group.room)
        words = n_("See {count} more like it", "See {count} more like these", more)
        rows.add_row(quiet(words, see, icon_name="chevron-right"))
    elif whole:
        rows.add_row(beside(n_("And {count} more.", "And {count} more.", more)))
    else:
        words = n_("Show {count} more like it", "Show {count} more like these", more)
        show = partial(showing.show_whole, group.key)
        rows.add_row(quiet(words, show, icon_name="chevron-down"))


def _groups(parts: Parts, acts: FormActs, today: Today) -> Iterator[_Group]:
    due, day = today.forms, today.now.date()

    def lines(key: str, found: Sequence[DueForm], make: _Make, room: str = "") -> _Group:
        rows = [partial(make, acts, line, day) for line in found]
        return _Group(key, rows, len(rows), room)

    missing = [partial(_missing_row, parts, acts, line) for line in due.missing]
    yield _Group("missing", missing, due.missing_count)
    yield lines("follow_ups", due.follow_ups, _follow_up_row)
    yield lines("later", due.later, _later_row)
    birthdays = [partial(_birthday_row, parts, acts, line, day) for line in due.birthdays]
    yield _Group("birthdays", birthdays, len(birthdays))
    yield lines("ending", due.ending, _ending_row, "ending")
    yield lines("reviews", due.reviews, _review_row, "to_review")
    yield lines("on_paper", due.on_paper, _paper_row, "on_paper")
    outdated = [partial(_outdated_row, acts, line) for line in due.outdated]
    yield _Group("outdated", outdated, due.outdated_count)
    in_hand = [partial(_unfinished_row, acts, guide) for guide in today.unfinished]
    yield _Group("in_hand", in_hand, len(in_hand), "in_hand")


def _row(
    line: DueForm, below: str, act: str, do: Callable[[], object], pill: Pill | None = None
) -> Row:
    button = secondary(act, do)
    button.setAccessibleName(
        _("{act}: {form}, {case}, {client}").format(
            act=act, form=line.title, case=line.case_number, client=line.client
        )
    )
    return Row(_whose(line.case_number, line.client), below=below, pill=pill, ends=[button])


def _whose(case: str, client: str) -> list[Run]:
    return [strong(case), Run("  "), standing_back(client)]


def _missing_row(parts: Parts, acts: FormActs, line: MissingForm) -> Row:
    without, in_hand = line.without, line.in_hand
    act = _("Begin") if in_hand is None else _("Go on")
    button = secondary(act, partial(_agree, parts, acts, line))
    button.setAccessibleName(
        _("{act}: {form}, {case}, {client}").format(
            act=act, form=line.titles[0], case=without.case_number, client=line.client
        )
    )
    below = _("Not signed yet: {forms}").format(forms=" · ".join(line.titles))
    pill = Pill(_("late"), State.AMBER) if line.late else None
    return Row(_whose(without.case_number, line.client), below=below, pill=pill, ends=[button])


def _agree(parts: Parts, acts: FormActs, line: MissingForm) -> None:
    if line.in_hand is not None:
        acts.open(line.in_hand)
    else:
        parts.doors.begin_form(line.without.case, line.without.client, line.form)


def _follow_up_row(acts: FormActs, line: DueForm, today: date) -> Row:
    write = partial(acts.write_at_last, line.consent.id, line.writes)
    over = line.on < today
    below = _("Said aloud: put it in writing")
    if over:
        below = _("Said aloud, and not in writing: it holds no more")
    return _row(line, below, _("Write it"), write, _by(line.on, today))


def _later_row(acts: FormActs, line: DueForm, today: date) -> Row:
    say = partial(acts.fill_in, line.consent.id)
    below = _("{form}: say what has happened since").format(form=line.title)
    return _row(line, below, _("Fill it in"), say, _by(line.on, today))


def _birthday_row(parts: Parts, acts: FormActs, line: DueForm, today: date) -> Row:
    when = dates.near_day(line.on, today)
    if line.age >= _ADULT:
        consent = line.consent
        begin = partial(parts.doors.begin_form, consent.case, consent.client, _AGREEMENT)
        below = _("Is 18 {when}: agree with them as an adult").format(when=when)
        return _row(line, below, _("Begin"), begin, _by(line.on, today))
    below = _("Is {age} {when}: {form} ends").format(age=line.age, when=when, form=line.title)
    return _row(line, below, _("Renew"), partial(acts.renew, line.consent.id), _by(line.on, today))


def _ending_row(acts: FormActs, line: DueForm, today: date) -> Row:
    below = _("{form} ends {when}").format(form=line.title, when=dates.near_day(line.on, today))
    left = (line.on - today).days
    pill = Pill(n_("{count} day left", "{count} days left", left), State.AMBER)
    return _row(line, below, _("Renew"), partial(acts.renew, line.consent.id), pill)


def _review_row(acts: FormActs, line: DueForm, today: date) -> Row:
    below = _("Look at it together: {form}").format(form=line.title)
    review = partial(acts.review, line.consent.id)
    return _row(line, below, _("Review"), review, _by(line.on, today))


def _paper_row(acts: FormActs, line: DueForm, today: date) -> Row:
    out = n_("out since {count} day", "out since {count} days", max(0, (today - line.on).days))
    below = _("On paper: {form}").format(form=line.title)
    return _row(line, below, _("It is back"), partial(acts.open, line.consent.id), Pill(out))


def _outdated_row(acts: FormActs, line: DueForm) -> Row:
    below = _("There is a newer version: {form}").format(form=line.title)
    return _row(line, below, _("Go through it"), partial(acts.renew, line.consent.id))


def _unfinished_row(acts: FormActs, guide: Guide) -> Row:
    resume = secondary(_("Resume"), partial(acts.open, guide.consent.id))
    resume.setAccessibleName(_("Resume the form of {case}").format(case=guide.case_number))
    return Row(
        _whose(guide.case_number, guide.client),
        below=guide.form.title,
        pill=pill_of(guide.consent, guide.state, standing.told(guide.consent, guide.state)),
        ends=[resume],
    )


def _by(on: date, today: date) -> Pill:
    if on < today:
        return Pill(_("since {day}").format(day=dates.near_day(on, today)), State.RED)
    return Pill(_("by {day}").format(day=dates.near_day(on, today)), State.AMBER)
