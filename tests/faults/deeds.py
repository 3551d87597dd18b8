"""Everything that is interrupted, by name."""

from __future__ import annotations

from tests.faults.form_deeds import FORMS
from tests.faults.large_deeds import LARGE
from tests.faults.ordinary_deeds import ORDINARY
from tests.faults.promises import Deed

DEEDS: dict[str, Deed] = {deed.name: deed for deed in (*ORDINARY, *LARGE, *FORMS)}
