"""What changing all keys means, as the first page of its guide tells it."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.domain.key_access import Access, Why
from counsellor_desk.wording import _

Told = tuple[str, str]
"""An icon's name and a sentence."""


def heading(why: Why) -> str:
    """What is done."""
    if why is Why.YEARLY:
        return _("Change the keys for the year")
    return _("Someone may know it")


def below(why: Why) -> str:
    """What for."""
    if why is Why.YEARLY:
        return _(
            "Whatever you deleted this year still stands in older backups. With new keys, and the "
            "old sheet shredded, nobody can read those any more."
        )
    return _(
        "Your passphrase, or what stands on the recovery sheet. After this, neither of the old "
        "ones opens this store."
    )


def lines(why: Why, access: Access) -> Iterator[Told]:
    """What will happen, one by one."""
    if why is Why.SOMEONE_MAY_KNOW:
        yield "key-round", _("You choose a new passphrase.")
    yield "file-text", _("You get a new recovery sheet; the old one is to be shredded then.")
    yield (
        "hard-drive",
        _("You make a new backup. Once the old sheet is shredded, nobody can read older ones."),
    )
    if access.manager is not None:
        yield "users", _("Your service manager’s key is exchanged too, or withdrawn.")
    if why is Why.SOMEONE_MAY_KNOW:
        yield (
            "info",
            _(
                "Somebody who has copied the store or a backup already, and has the old sheet, can "
                "still read that copy. Nothing can undo that."
            ),
        )
    yield (
        "shield-check",
        _("Your notes and records stay as they are. It takes a moment, and is never half done."),
    )
