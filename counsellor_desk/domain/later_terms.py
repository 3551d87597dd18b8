"""What a form's definition may ask for after its seal."""

from __future__ import annotations

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_


class Later(Worded):
    """Something that happens once the form is sealed, as the counsellor says it has."""

    RECORDING_DESTROYED = "recording_destroyed", N_("The recording is destroyed")
    NOT_RECORDED = "not_recorded", N_("Nothing was recorded")
    HANDED_OVER = "handed_over", N_("It was handed over, or the answer was sent")
    REQUEST_ENDED = "request_ended", N_("Whoever asked does not ask any more")
