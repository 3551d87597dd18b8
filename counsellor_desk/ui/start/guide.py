"""The first-run guide: five short pages from a promise to the first referral (experience.md).

Going back is possible until the store is made. A set-up that was broken off after that goes on
here with a fresh recovery key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Signal

from counsellor_desk.domain.openings import Freshness, NotesAccess, Tries
from counsellor_desk.domain.profile import Organisation, Profile
from counsellor_desk.ui.guide_spread import GuideSpread
from counsellor_desk.ui.printing import Printing
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.guide_page import GuidePage, PageStack
from counsellor_desk.ui.start.key_files_page import KeyFilesPage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.start.promise_page import PromisePage
from counsellor_desk.ui.start.ready_page import ReadyPage
from counsellor_desk.ui.start.recovery_sheet_page import RecoverySheetPage, TypedBackPage
from counsellor_desk.ui.start.threshold import keychain_answers
from counsellor_desk.ui.start.you_page import YouPage
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.steps import StepList
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.setup import NewStore
from counsellor_desk.workflows.unlock import Unlocked

FIRST_REFERRAL: Final = {"door": "new_referral"}
"""Where a desk opens that was set up just now."""

_STEPS: Final = (
    ("promise", N_("What this is")),
    ("you", N_("You")),
    ("passphrase", N_("Passphrase")),
    ("sheet", N_("Recovery sheet")),
    ("ready", N_("Ready")),
)
_KEYS: Final = [key for key, _words in _STEPS]
_STEP_OF: Final = {"key files": "passphrase", "typed back": "sheet"}
_BEFORE_THE_STORE: Final = ("promise", "you", "passphrase", "key files")


class Guide(Screen):
    """``opened`` carries the ``Unlocked`` desk at the end."""

    opened = Signal(object)

    def __init__(
        self,
        parts: StartParts,
        printing: Printing,
        unfinished: NewStore | None = None,
        *,
        make_manager_key: Callable[[], object],
        restore: Callable[[], object],
    ) -> None:
        """``unfinished``: a store that was made before, with a fresh recovery key."""
        super().__init__(parts.background, parts.messages)
        self._parts, self._printing = parts, printing
        self._make_manager_key, self._restore = make_manager_key, restore
        self._profile = Profile(name="", organisation=Organisation(name=""))
        self._passphrase = ("", "")
        self._stack = PageStack()
        self._pages: dict[str, GuidePage] = {}
        self._makers: Mapping[str, Callable[[], GuidePage]] = {
            "promise": self._promise,
            "you": self._you,
            "passphrase": self._choose_passphrase,
            "key files": self._key_files,
        }
        self._steps = StepList([(key, _(words)) for key, words in _STEPS])
        self._steps.chosen.connect(self._show)
        layout = column(gap=0)
        layout.addWidget(GuideSpread(self._steps, self._stack))
        self.setLayout(layout)
        if unfinished is None:
            self._show("promise")
        else:
            self._made(unfinished)

    def arrive(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, GuidePage):
            page.arrive()

    def _show(self, name: str) -> None:
        if name not in self._pages:
            self._pages[name] = self._makers[name]()
            self._stack.addWidget(self._pages[name])
        step = _STEP_OF.get(name, name)
        self._steps.stand_at(step, done=_KEYS[: _KEYS.index(step)])
        self._stack.setCurrentWidget(self._pages[name])
        self._pages[name].arrive()

    def _promise(self) -> GuidePage:
        return PromisePage(
            self._parts,
            above=_above("promise"),
            next_=lambda: self._show("you"),
            make_manager_key=self._make_manager_key,
            restore=self._restore,
        )

    def _you(self) -> GuidePage:
        return YouPage(
            self._parts,
            above=_above("you"),
            back=lambda: self._show("promise"),
            next_=self._take_profile,
        )

    def _take_profile(self, profile: Profile) -> None:
        self._profile = profile
        self._show("passphrase")

    def _choose_passphrase(self) -> GuidePage:
        return PassphrasePage(
            self._parts,
            _("Choose a passphrase"),
            _("It opens your desk, and only you know it. Nobody can send you another."),
            above=_above("passphrase"),
            beside=secondary(_("Back"), lambda: self._show("you")),
            next_=self._take_passphrase,
        )

    def _take_passphrase(self, typed: str, again: str) -> None:
        self._passphrase = (typed, again)
        page = self._pages["passphrase"]
        if self._parts.threshold.keys is not None:
            self._show("key files")
            return
        page.work(_("Looking for this computer’s keychain…"))
        page.ask(lambda _progress: keychain_answers(), self._looked)

    def _looked(self, answers: bool) -> None:  # noqa: FBT001 - the worker's answer
        if answers:
            self._create("passphrase")
        else:
            self._pages["passphrase"].work("")
            self._show("key files")

    def _key_files(self) -> GuidePage:
        return KeyFilesPage(
            self._parts,
            above=_above("passphrase"),
            back=lambda: self._show("passphrase"),
            go_on=self._with_key_files,
        )

    def _with_key_files(self) -> None:
        threshold = self._parts.threshold
        threshold.keys = threshold.keys or threshold.usual_keys
        self._create("key files")

    def _create(self, page: str) -> None:
        self._pages[page].work(
            _("Making your store. Making its key slow to guess takes a second or two…")
        )
        threshold, profile = self._parts.threshold, self._profile
        typed, again = self._passphrase
        self._pages[page].ask(lambda _progress: threshold.create(profile, typed, again), self._made)

    def _made(self, new: NewStore) -> None:
        self._passphrase = ("", "")
        self._steps.setEnabled(False)  # nothing before the store can be gone back to
        self._makers = {
            "sheet": lambda: self._sheet(new),
            "typed back": lambda: self._typed_back(new),
            "ready": lambda: self._ready(new),
        }
        for name in [name for name in self._pages if name in _BEFORE_THE_STORE]:
            gone = self._pages.pop(name)
            self._stack.removeWidget(gone)
            gone.deleteLater()
        self._show("sheet")

    def _sheet(self, new: NewStore) -> GuidePage:
        return RecoverySheetPage(
            self._parts,
            self._printing,
            new,
            above=_above("sheet"),
            next_=lambda: self._show("typed back"),
        )

    def _typed_back(self, new: NewStore) -> GuidePage:
        return TypedBackPage(
            self._parts,
            new,
            above=_above("sheet"),
            back=lambda: self._show("sheet"),
            next_=lambda: self._show("ready"),
        )

    def _ready(self, new: NewStore) -> GuidePage:
        def done(referral: bool) -> None:  # noqa: FBT001 - the one answer of the page
            self.opened.emit(
                Unlocked(
                    desk=new.desk,
                    freshness=Freshness.CURRENT,
                    notes=NotesAccess.OPEN,
                    tries=Tries(),
                    audit_broken_at=None,
                    resume_at=FIRST_REFERRAL if referral else None,
                )
            )

        return ReadyPage(self._parts, new.desk, above=_above("ready"), done=done)


def _above(step: str) -> str:
    return _("Step {number} of {of}").format(number=_KEYS.index(step) + 1, of=len(_KEYS))
