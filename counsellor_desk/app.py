"""Arguments; builds every part by plain constructor arguments, joins them, runs."""

from __future__ import annotations


def main() -> int:
    """The entry point ``counsellor-desk``."""
    return 0
