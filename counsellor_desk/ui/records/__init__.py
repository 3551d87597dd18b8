"""Writing an additional record: for which purpose, about what, resting on what."""
