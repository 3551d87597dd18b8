"""Notes in files, for the tour: UTF-8 text, and JSON of the schema ``counsellor-notes/1``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from counsellor_desk.domain import notes
from counsellor_desk.domain.sessions import Mode
from counsellor_desk.domain.text import clean, one_line
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_

SCHEMA: Final = "counsellor-notes/1"
_KINDS: Final = (".txt", ".json")
_MOST_BYTES: Final = 2 * notes.MAX_BYTES
_MODES: Final = {"in person": Mode.IN_PERSON, "video": Mode.VIDEO, "telephone": Mode.TELEPHONE}
_AFTERNOON: Final = time(14, 0)
_RECENTLY: Final = timedelta(minutes=90)
_BETWEEN_NAMES: Final = re.compile(r"\s+(?:and|&|\+)\s+|\s*,\s*")
_OTHERS_UNTOUCHED: Final = N_("The other notes are not affected.")


class NoteFolderEmpty(DeskError):
    """Nothing to take."""

    happened = N_("There is nothing in the folder of notes.")
    safe = N_("Nothing was made.")
    next_step = N_("Put notes into it as .txt files, or name another folder after --notes.")


class NoteFolderUnreadable(DeskError):
    """Not there, not a folder, or closed."""

    happened = N_("The folder of notes cannot be read.")
    safe = N_("Nothing was made.")
    next_step = N_("Check its name after --notes, and whether you may open it.")


class NoteFileIsFolder(DeskError):
    """Folders inside the folder are not looked into."""

    happened = N_("This is a folder, not a note.")
    safe = _OTHERS_UNTOUCHED
    next_step = N_("Put the notes themselves into the folder that you name.")


class NoteFileOtherKind(DeskError):
    """Something else lies there."""

    happened = N_("This is not a note in a .txt or .json file.")
    safe = _OTHERS_UNTOUCHED
    next_step = N_("Save the note as plain text.")


class NoteFileEmpty(DeskError):
    """Nothing but white space."""

    happened = N_("This note is empty.")
    safe = _OTHERS_UNTOUCHED
    next_step = N_("Look whether the file was saved.")


class NoteFileNotText(DeskError):
    """Not UTF-8."""

    happened = N_("This file is not plain text in UTF-8.")
    safe = _OTHERS_UNTOUCHED
    next_step = N_("Open it in an editor and save it as plain text, UTF-8.")


class NoteFileTooLarge(DeskError):
    """More than one session's worth."""

    happened = N_("This file is too large for one note: {size} MB, {limit} MB fit.")
    safe = _OTHERS_UNTOUCHED
    next_step = N_("Split it by session.")


class NoteFileNotANote(DeskError):
    """JSON of another shape."""

    happened = N_("This JSON file does not hold a note of the kind “counsellor-notes/1”.")
    safe = _OTHERS_UNTOUCHED
    next_step = N_("Save the note itself as a .txt file.")


class NoteFileUnreadable(DeskError):
    """The system refuses to read it."""

    happened = N_("This file cannot be read.")
    safe = _OTHERS_UNTOUCHED
    next_step = N_("Check whether you may open it, and whether its disk is connected.")


@dataclass(frozen=True, kw_only=True)
class FiledNote:
    """A note from a file. What the file does not say is empty or None."""

    name: str
    text: str
    author: str = ""
    clients: tuple[str, ...] = ()
    on: date | None = None
    at: time = _AFTERNOON
    number: int = 1
    mode: Mode = Mode.IN_PERSON
    minutes: int = 50

    def starts(self, now: datetime) -> datetime:
        """When the session began: as the file says, else an hour and a half ago."""
        if self.on is None:
            return now.replace(second=0, microsecond=0) - _RECENTLY
        return datetime.combine(self.on, self.at, now.tzinfo)


def paths(folder: Path) -> list[Path]:
    """Everything in the folder, in the order of names.

    Raises:
        NoteFolderUnreadable, NoteFolderEmpty: as they say.
    """
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        raise NoteFolderUnreadable from None
    if not found:
        raise NoteFolderEmpty
    return found


def read(path: Path) -> FiledNote:
    """The note in a file.

    Raises:
        NoteFileIsFolder, NoteFileOtherKind, NoteFileEmpty, NoteFileNotText, NoteFileTooLarge,
        NoteFileNotANote, NoteFileUnreadable: as they say.
    """
    if path.is_dir():
        raise NoteFileIsFolder
    if path.suffix.lower() not in _KINDS:
        raise NoteFileOtherKind
    text = _text(path)
    note = (
        _from_json(path.name, text) if path.suffix.lower() == ".json" else _plain(path.name, text)
    )
    if not note.text.strip():
        raise NoteFileEmpty
    notes.ensure_fits(note.text)
    return note


def _text(path: Path) -> str:
    if not path.is_file():
        raise NoteFileUnreadable  # a pipe, say, would be waited for without end
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            limit = f"{notes.MAX_BYTES / 1e6:.0f}"
            raise NoteFileTooLarge(size=f"{size / 1e6:.0f}", limit=limit)
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise NoteFileUnreadable from None
    except UnicodeDecodeError:
        raise NoteFileNotText from None


def _plain(name: str, text: str) -> FiledNote:
    return FiledNote(name=name, text=clean(text).text)


def _from_json(name: str, text: str) -> FiledNote:
    try:
        found = json.loads(text)
        if found["schema"] != SCHEMA:
            raise NoteFileNotANote
        return _of_schema(name, str(found["raw"]), found["session"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoteFileNotANote from None


def _of_schema(name: str, raw: str, session: dict[str, Any]) -> FiledNote:
    return FiledNote(
        name=name,
        text=clean(raw).text,
        author=one_line(str(session.get("author", ""))),
        clients=_clients(one_line(str(session.get("client", "")))),
        on=date.fromisoformat(session["date"]),
        number=int(session.get("number", 1)),
        mode=_MODES.get(str(session.get("mode", "")).lower(), Mode.IN_PERSON),
    )


def _clients(names: str) -> tuple[str, ...]:
    """``Rob and Shereen Lister`` are two people of one surname."""
    parts = [part for part in _BETWEEN_NAMES.split(names) if part]
    surname = parts[-1].split()[-1] if parts and " " in parts[-1] else ""
    return tuple(part if " " in part or not surname else f"{part} {surname}" for part in parts)
