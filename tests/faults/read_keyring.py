"""Prints what the session's keychain holds for us: ``python -m tests.faults.read_keyring``."""

from __future__ import annotations

import json

from tests.faults.world import SERVICE, everything_kept


def main() -> None:
    """Names as the product asks for them, and their values, as JSON."""
    found = {}
    for item in everything_kept():
        service = item.get_attributes().get("service", "")
        found[service.removeprefix(f"{SERVICE} ")] = item.get_secret().decode("ascii")
    print(json.dumps(found))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
