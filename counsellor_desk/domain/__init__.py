"""The policy in plain Python: frozen records and rules. No Qt, no disk, no clock, no logging."""
