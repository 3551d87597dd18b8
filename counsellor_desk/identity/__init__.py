"""Finds what identifies a person and says what to put instead. Pure."""
