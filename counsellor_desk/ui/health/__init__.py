"""Whether the desk is in good health: what is good, worth a look, or not known."""
