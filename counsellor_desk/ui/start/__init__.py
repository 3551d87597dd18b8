"""Before the desk stands open: the first-run guide, unlocking, recovery."""
