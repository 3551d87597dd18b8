"""Backups: making and verifying one, the ledger of all, rehearsing, moving to another computer."""
