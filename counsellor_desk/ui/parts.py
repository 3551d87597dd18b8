"""What the program hands to every room of the window.

Each folder of screens has a module ``room.py`` with ``room(parts) -> Room`` for the rail, where it
has a place there, and one function for each door of ``Doors`` that leads into it, of the same name
and with ``parts`` before the door's own arguments: ``open_case(parts, case)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from counsellor_desk.clock import Clock
from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.computer.captures import Captures
from counsellor_desk.ui.computer.hearing import Hearing
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.health_watch import HealthWatch
from counsellor_desk.ui.main_window import MainWindow
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.printing import Printing
from counsellor_desk.workflows.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The open desk and all that stands around it.

    ``window`` is the ``Frame`` of the screens, and has the rail, the strip, the command box and
    the actions. ``desk`` belongs to the worker: hand it to workflows inside ``ask`` only.
    ``hearing`` knows what this computer tells of itself, ``health`` what is amiss with it.
    ``captures`` keeps the windows out of pictures of the screen.
    """

    window: MainWindow
    background: Background
    messages: Messages
    desk: Desk
    doors: Doors
    clock: Clock
    printing: Printing
    appearance: Appearance
    hearing: Hearing = field(default_factory=Hearing)
    captures: Captures = field(default_factory=Captures)
    health: HealthWatch = field(default_factory=HealthWatch)
