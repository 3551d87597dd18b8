"""Reducing session notes: the queue, the note beside its summary, and what is left of it."""
