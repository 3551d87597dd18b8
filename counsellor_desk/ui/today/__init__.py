"""Today: what waits for the counsellor, and the first thing to do about it."""
