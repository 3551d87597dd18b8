"""Headings for those who write under some. There are none unless they are asked for.

The draft of the summary knows them all: what stands under ``Present`` becomes the attendance.
"""

from __future__ import annotations

from typing import Final

from counsellor_desk.wording import N_, _

HEADINGS: Final = {
    "DAP": (N_("Data"), N_("Assessment"), N_("Plan")),
    "SOAP": (N_("Subjective"), N_("Objective"), N_("Assessment"), N_("Plan")),
    "BIRP": (N_("Behaviour"), N_("Intervention"), N_("Response"), N_("Plan")),
    "GIRP": (N_("Goals"), N_("Intervention"), N_("Response"), N_("Plan")),
    "PIE": (N_("Problem"), N_("Intervention"), N_("Evaluation")),
}
"""By the name that counsellors know them by."""


def present() -> str:
    """What the line of who was present begins with."""
    return _("Present:") + " "


def inserted(name: str) -> str:
    """The headings of that set, each with a line to write on."""
    return "\n\n".join(f"{_(heading)}\n" for heading in HEADINGS[name])


def listed(name: str) -> str:
    """``DAP: Data, Assessment, Plan``."""
    words = ", ".join(map(_, HEADINGS[name]))
    return _("{name}: {headings}").format(name=name, headings=words)
