"""Counsellor Desk: an offline, encrypted desk for counsellors.

The rules are in ``domain``, the safe is ``vault``, the reading is ``drafting`` and ``identity``,
the paper is ``documents``, the acts are ``workflows``, the screens are ``ui``, and ``app`` joins
them. ARCHITECTURE.md draws the map.
"""

__version__ = "0.1.0"
