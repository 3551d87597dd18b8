"""One sentence of a form: what it is, the words, the shipped ones where they differ, a hint."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.form_sentences import Part, Sentence
from counsellor_desk.errors import InputError
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput, LongInput
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.reading import ReadingHint
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.wording import _

_FITS_A_LINE: Final = 60
_LINES: Final = {Part.INTRO: 3, Part.PLAIN: 3, Part.FULL: 4}


class SentenceField(QWidget):
    """``changed`` carries the path and what stands there now."""

    changed = Signal(str, str)

    def __init__(self, sentence: Sentence, words: str) -> None:
        super().__init__()
        self.sentence = sentence
        self._entry = _entry(sentence)
        self._entry.put(words)
        self.field = Field(sentence.path, _label(sentence), self._entry)
        self._shipped = secondary("", type_=Type.SMALL)
        self._put_back = quiet(_("Put it back"), self._back)
        self._put_back.setAccessibleName(
            _("Put back the shipped words: {what}").format(what=_label(sentence))
        )
        self._hint = ReadingHint()
        below = row(gap=GRID)
        below.addWidget(self._shipped, 1)
        below.addWidget(self._put_back)
        layout = column(gap=4)
        layout.addWidget(self.field)
        layout.addWidget(self._hint)
        layout.addLayout(below)
        self.setLayout(layout)
        self._tell()
        self._entry.changed.connect(self._typed)

    def _back(self) -> None:
        self._entry.put(self.sentence.text)
        self._typed()
        self._entry.setFocus()

    def _typed(self) -> None:
        self._tell()
        self.changed.emit(self.sentence.path, self._entry.value())

    def _tell(self) -> None:
        words = self._entry.value()
        differs = self.sentence.tidied(words) != self.sentence.text
        shipped = self.sentence.text or _("nothing")
        self._shipped.say(_("As shipped: {words}").format(words=shipped) if differs else "")
        self._shipped.setVisible(differs)
        self._put_back.setVisible(differs)
        self._hint.look_at(words)
        try:
            self.sentence.checked(words)
        except InputError as wrong:
            happened, _safe, next_step = wrong.sentences()
            self.field.mark(f"{happened} {next_step}")
        else:
            self.field.clear_error()


def _entry(sentence: Sentence) -> LineInput | LongInput:
    if sentence.part in _LINES:
        return LongInput(lines=_LINES[sentence.part])
    return LineInput() if len(sentence.text) <= _FITS_A_LINE else LongInput(lines=2)


def _label(sentence: Sentence) -> str:
    if not sentence.about or sentence.about == sentence.text:
        return sentence.part.label
    told = _("{what}: “{about}”")
    return told.format(what=sentence.part.label, about=sentence.about)
