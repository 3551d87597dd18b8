"""A form as a row of the Forms room, with what can be done with it at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates, standing
from counsellor_desk.domain.consent import LIVE_STATES, Consent, ConsentState
from counsellor_desk.domain.outcomes import Extent
from counsellor_desk.ui.form_acts import FormActs, may_renew, may_withdraw
from counsellor_desk.ui.form_states import pill_of
from counsellor_desk.ui.forms.course import Course
from counsellor_desk.ui.widgets.buttons import Button, icon_button, secondary
from counsellor_desk.ui.widgets.card import Row
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.consent_register import ConsentEntry


def guide_row(acts: FormActs, guide: Guide) -> Row:
    """A form in hand: how far it has come, and going on with it."""
    consent = guide.consent
    resume = secondary(_("Resume"), partial(acts.open, consent.id))
    resume.setAccessibleName(
        _("Resume the form of {case}, {client}").format(case=guide.case_number, client=guide.client)
    )
    to_sign = icon_button(
        "printer",
        _("Print to sign by hand: {form}, {case}, {client}").format(
            form=guide.form.title, case=guide.case_number, client=guide.client
        ),
        partial(acts.print_to_sign, consent.id),
    )
    course = Course(guide.form, consent.answers)
    done = _("{done} of {count} steps done").format(
        done=len(course.done(guide)), count=len(course.steps)
    )
    begun = _("begun {day}").format(day=dates.day(consent.begun_at.date()))
    return Row(
        [strong(guide.form.title)],
        below=f"{guide.case_number} · {guide.client} · {done} · {begun}",
        pill=pill_of(consent, guide.state, standing.told(consent, guide.state)),
        ends=[to_sign, resume],
    )


def entry_row(acts: FormActs, entry: ConsentEntry, *, review: bool = False) -> Row:
    """A form on record, or one that was found; ``review`` offers looking at it together."""
    facts = (entry.case_number, entry.client, entry.consent.form_id, *_facts(entry, review=review))
    return Row(
        [strong(entry.title)],
        below=" · ".join(facts),
        pill=pill_of(entry.consent, entry.state, entry.told),
        ends=[*_ends(acts, entry, review=review)],
    )


def _ends(acts: FormActs, entry: ConsentEntry, *, review: bool) -> Iterator[QWidget]:
    which = entry.consent.id
    if review:
        yield _named(secondary(_("Review"), partial(acts.review, which)), _("Review"), entry)
    elif entry.state is ConsentState.EXPIRING and may_renew(entry.consent, entry.state):
        yield _named(secondary(_("Renew"), partial(acts.renew, which)), _("Renew"), entry)
    if may_withdraw(entry.consent, entry.state):
        name = _told(_("Withdraw"), entry)
        yield icon_button("undo-2", name, partial(acts.withdraw, which))
    yield icon_button("chevron-right", _told(_("Open"), entry), partial(acts.open, which))


def _named(button: Button, act: str, entry: ConsentEntry) -> Button:
    button.setAccessibleName(_told(act, entry))
    return button


def _told(act: str, entry: ConsentEntry) -> str:
    return _("{act}: {form}, {case}, {client}").format(
        act=act, form=entry.title, case=entry.case_number, client=entry.client
    )


def _facts(entry: ConsentEntry, *, review: bool) -> Iterator[str]:
    if review and entry.consent.review_on is not None:
        yield _("to be looked at by {day}").format(day=dates.day(entry.consent.review_on))
    else:
        yield from since(entry.consent, entry.state)


def since(consent: Consent, state: ConsentState) -> Iterator[str]:
    """Since when a form on record stands as it does, or until when."""
    if state is ConsentState.REFUSED and consent.sealed_at is not None:
        yield _("on record since {day}").format(day=dates.day(consent.sealed_at.date()))
    elif consent.withdrawn_at is not None:
        yield _("on {day}").format(day=dates.day(consent.withdrawn_at.date()))
    elif state is ConsentState.SUPERSEDED:
        yield _("a newer form has taken its place")
    elif consent.used_at is not None and consent.extent is Extent.ONCE:
        yield _("used on {day}").format(day=dates.day(consent.used_at.date()))
    elif consent.ends_on is not None and state in {*LIVE_STATES, ConsentState.EXPIRED}:
        yield _("until {day}").format(day=dates.day(consent.ends_on))
