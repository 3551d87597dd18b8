"""What this computer's own system tells the desk, and what it is asked to do for it."""
