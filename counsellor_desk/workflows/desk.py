"""The open desk: the store and the clock that every act needs. Used from one thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counsellor_desk.clock import Clock
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.domain.profile import Profile
from counsellor_desk.domain.text import one_line
from counsellor_desk.vault import profile as profiles
from counsellor_desk.vault.remembered import KeptIn
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.wording import _

DEMO_PASSPHRASE = "this desk is a demo"  # noqa: S105 - documented: it protects fictional clients only


@dataclass(frozen=True)
class Desk:
    """An opened store. ``demo``: fictional clients, said in every window and file."""

    store: Store
    clock: Clock
    demo: bool = False

    def now(self) -> datetime:
        """This moment."""
        return self.clock.now()

    def read(self) -> Reader:
        """For looking."""
        return self.store.read()

    @property
    def keys_in_folder(self) -> bool:
        """Whether the secrets lie in a folder: the weaker promise (decisions, 'File-key mode')."""
        return self.store.held.kept.place.kept_in is KeptIn.FOLDER

    def profile(self) -> Profile:
        """The counsellor of this store."""
        return profiles.load(self.store.read())

    def author(self) -> str:
        """Under whose name is written: the counsellor's, unless a service manager opened it."""
        profile = self.profile()
        if self.store.notes_access is not NotesAccess.MANAGER:
            return profile.name
        name = one_line(profile.service_manager.name)
        return _("{name}, service manager").format(name=name) if name else _("Service manager")
