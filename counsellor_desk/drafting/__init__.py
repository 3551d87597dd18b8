"""Reads a raw note and drafts the essential summary by selection: pure, and invents nothing."""
