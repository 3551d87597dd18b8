"""The computer around the safe: its disk, its swap, its login. Read only, and never any network."""
