"""What every window of the demo says."""

from __future__ import annotations

from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _


def banner() -> Banner:
    """That nobody in it exists. It cannot be closed."""
    return Banner(_("This is a demo: everybody here is fictional."), State.AMBER)
