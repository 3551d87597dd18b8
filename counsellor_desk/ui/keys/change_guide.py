"""All keys changed: somebody may know them, or a year has gone by (security.md 3.6).

One way with two beginnings. Nothing changes before the new sheet is on paper and two groups of it
are typed back; then everything changes in one step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.key_access import Access, Why
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.guide_leaf import GuideLeaf
from counsellor_desk.ui.keys.change_begin import BeginLeaf
from counsellor_desk.ui.keys.change_doing import DoingLeaf
from counsellor_desk.ui.keys.change_manager import ManagerLeaf
from counsellor_desk.ui.keys.change_passphrase import Begun, PassphraseLeaf
from counsellor_desk.ui.keys.done_leaf import DoneLeaf, to_back_up, to_shred, to_tell_manager
from counsellor_desk.ui.keys.guide import KeysGuide
from counsellor_desk.ui.keys.sheet_leaves import SheetLeaf, TypedBackLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.card import Row
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import key_change, keys, setup
from counsellor_desk.workflows.key_change import (
    Keep,
    KeysChanged,
    Manager,
    Replace,
)

_STEPS: Final = (
    ("begin", N_("What will happen")),
    ("passphrase", N_("Passphrase")),
    ("manager", N_("Service manager")),
    ("sheet", N_("New sheet")),
    ("back", N_("Typed back")),
    ("doing", N_("Change")),
    ("done", N_("Left to do")),
)


class ChangeGuide(KeysGuide):
    """``access``: who can open the store now; the manager is asked about where there is one."""

    def __init__(self, parts: Parts, why: Why, access: Access) -> None:
        self._why, self._access = why, access
        self._begun: Begun | None = None
        self._manager: Manager = Keep()
        self._typed: Mapping[int, str] = {}
        self._gone = True
        super().__init__(
            parts,
            [(key, _(words)) for key, words in _STEPS if access.manager or key != "manager"],
            {
                "begin": self._begin,
                "manager": self._ask_manager,
                "passphrase": self._choose_passphrase,
                "sheet": self._sheet,
                "back": self._back,
                "doing": self._doing,
                "done": self._done,
            },
        )

    def _begin(self) -> GuideLeaf:
        return BeginLeaf(
            self.parts,
            self._why,
            self._access,
            above=self.above("begin"),
            leave=self.close_now,
            to_notes=self._to_notes,
            then=lambda: self.after("begin"),
        )

    def _to_notes(self) -> None:
        self.let_go(changed=True)
        self.parts.window.go("reduce")

    def _ask_manager(self) -> GuideLeaf:
        manager = self._access.manager
        return ManagerLeaf(
            self.parts,
            manager.fingerprint if manager else "",
            above=self.above("manager"),
            back=lambda: self.show_step("passphrase"),
            then=self._take_manager,
        )

    def _take_manager(self, manager: Manager) -> None:
        self._manager = manager
        self.after("manager")

    def _choose_passphrase(self) -> GuideLeaf:
        return PassphraseLeaf(
            self.parts,
            self._why,
            above=self.above("passphrase"),
            back=lambda: self.show_step("begin"),
            then=self._take_passphrase,
        )

    def _take_passphrase(self, begun: Begun) -> None:
        """A new key is shown each time, so that no paper of an earlier one is taken for it."""
        self._begun = begun
        for step in ("sheet", "back"):
            self.forget_step(step)
        self.after("passphrase")

    def _sheet(self) -> GuideLeaf:
        desk, change = self.parts.desk, self._in_hand().change
        return SheetLeaf(
            self.parts,
            change.groups,
            lambda _progress: keys.sheet(desk, change),
            above=self.above("sheet"),
            next_=lambda: self.after("sheet"),
        )

    def _back(self) -> GuideLeaf:
        key = self._in_hand().change.recovery_key

        def right(_progress: Progress, typed: Mapping[int, str]) -> Mapping[int, str]:
            setup.ensure_typed_back(key, typed)
            return typed

        return TypedBackLeaf(
            self.parts,
            right,
            self._typed_back,
            above=self.above("back"),
            back=lambda: self.show_step("sheet"),
        )

    def _typed_back(self, typed: Mapping[int, str]) -> None:
        self._typed = typed
        self.forget_step("doing")
        self.after("back")

    def _doing(self) -> GuideLeaf:
        desk, begun, typed, manager = self.parts.desk, self._in_hand(), self._typed, self._manager
        return DoingLeaf(
            self.parts,
            lambda progress: key_change.carry_out(
                desk,
                begun.change,
                typed,
                passphrase=begun.passphrase,
                again=begun.again,
                manager=manager,
                progress=progress,
            ),
            above=self.above("doing"),
            begun=self.hold,
            ended=self.let_go,
            leave=self.close_now,
            then=self._changed,
        )

    def _changed(self, changed: KeysChanged) -> None:
        self._begun = None
        for step in ("passphrase", "sheet", "back"):  # no page keeps what opens the store
            self.forget_step(step)
        self._gone = changed.old_secret_gone
        self.after("doing")

    def _done(self) -> GuideLeaf:
        return DoneLeaf(
            self.parts,
            _("All keys are changed"),
            _in_force(self._why),
            tuple(self._left_to_do()),
            above=self.above("done"),
            done=self.close_now,
        )

    def _left_to_do(self) -> Iterator[QWidget]:
        yield to_back_up(self.parts)
        yield to_shred(self.parts)
        if self._access.manager is not None:
            yield to_tell_manager(exchanged=isinstance(self._manager, Replace))
        if not self._gone:
            yield Row(
                _("One old key is still in this computer’s keychain"),
                below=_("It could not be erased now. That is tried again at every opening."),
            )

    def _in_hand(self) -> Begun:
        if self._begun is None:
            raise KeyError("change")
        return self._begun


def _in_force(why: Why) -> str:
    if why is Why.YEARLY:
        return _("The old sheet opens this store no more.")
    return _("Neither the old passphrase nor the old sheet opens this store any more.")
