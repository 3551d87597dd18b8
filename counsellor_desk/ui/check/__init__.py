"""Checking a document that lies anywhere: what is unchanged, what was added, by whom."""
