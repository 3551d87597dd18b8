"""A new recovery sheet: asked for with the passphrase, taken to paper, typed back, in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.guide_leaf import GuideLeaf
from counsellor_desk.ui.keys.done_leaf import DoneLeaf, to_back_up, to_shred
from counsellor_desk.ui.keys.guide import KeysGuide
from counsellor_desk.ui.keys.leaf import KeysLeaf
from counsellor_desk.ui.keys.sheet_leaves import SheetLeaf, TypedBackLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import keys, unlock
from counsellor_desk.workflows.keys import NewSheet

_AUDITED: Final = frozenset({Changed.AUDIT})
_STEPS: Final = (
    ("begin", N_("A new sheet")),
    ("sheet", N_("On paper")),
    ("back", N_("Typed back")),
    ("done", N_("In force")),
)


class NewSheetGuide(KeysGuide):
    """The old sheet works until two groups of the new one are typed back."""

    def __init__(self, parts: Parts) -> None:
        self._new: NewSheet | None = None
        super().__init__(
            parts,
            [(key, _(words)) for key, words in _STEPS],
            {
                "begin": self._begin,
                "sheet": self._sheet,
                "back": self._back,
                "done": self._done,
            },
        )

    def _begin(self) -> GuideLeaf:
        return AskedLeaf(
            self.parts, above=self.above("begin"), leave=self.close_now, then=self._asked
        )

    def _asked(self, new: NewSheet) -> None:
        self._new = new
        self.forget_step("sheet")
        self.forget_step("back")
        self.after("begin")

    def _sheet(self) -> GuideLeaf:
        desk, new = self.parts.desk, self._shown()
        return SheetLeaf(
            self.parts,
            new.groups,
            lambda _progress: keys.sheet(desk, new),
            above=self.above("sheet"),
            next_=lambda: self.after("sheet"),
        )

    def _back(self) -> GuideLeaf:
        desk, new = self.parts.desk, self._shown()
        return TypedBackLeaf(
            self.parts,
            lambda _progress, typed: keys.confirm_sheet(desk, new, typed),
            lambda _none: self._in_force(),
            above=self.above("back"),
            back=lambda: self.show_step("sheet"),
            changes=_AUDITED,
        )

    def _in_force(self) -> None:
        self.let_go(changed=True)
        self.after("back")
        self._new = None
        for step in ("sheet", "back"):  # no page keeps the key once it is on paper
            self.forget_step(step)

    def _done(self) -> GuideLeaf:
        return DoneLeaf(
            self.parts,
            _("The new sheet is in force"),
            _("The old one no longer opens this desk."),
            (to_back_up(self.parts), to_shred(self.parts)),
            above=self.above("done"),
            done=self.close_now,
        )

    def _shown(self) -> NewSheet:
        if self._new is None:
            raise KeyError("new sheet")
        return self._new


class AskedLeaf(KeysLeaf):
    """Whoever passes an open desk could take a sheet along, so the passphrase is asked for."""

    def __init__(
        self,
        parts: Parts,
        *,
        above: str,
        leave: Callable[[], object],
        then: Callable[[NewSheet], object],
    ) -> None:
        super().__init__(
            parts,
            _("Make a new recovery sheet"),
            _("For when the old one is lost or worn, or lies where it should not."),
            above=above,
        )
        self._then, self._passphrase = then, PassphraseField()
        self._passphrase.entered.connect(self._next)
        self.tell_lines(told_line(*each) for each in _told())
        self.add(Field("passphrase_now", _("Your passphrase"), self._passphrase))
        self.first = self._passphrase
        self.add_actions(
            secondary(_("Not now"), leave),
            primary(_("Next"), self._next, shortcut="Ctrl+Return"),
        )

    def _next(self) -> None:
        desk, passphrase = self.parts.desk, self._passphrase.value()
        tries = unlock.gate_of(desk)
        self.work(_("Checking your passphrase…"))
        self.ask(lambda _progress: keys.new_sheet(desk, passphrase, tries), self._made)

    def _made(self, new: NewSheet) -> None:
        self.work("")
        self._passphrase.put("")
        self._then(new)


def _told() -> Iterator[tuple[str, str]]:
    yield "file-text", _("The old sheet works until two groups of the new one are typed back.")
    yield "hard-drive", _("Backups that you have open with the old sheet only.")
    yield (
        "info",
        _(
            "If somebody may have read the old sheet, choose “Someone may know it”: that changes "
            "every key."
        ),
    )
