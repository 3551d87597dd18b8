"""Domain objects in, sealed PDF bytes out. Never fetches a record or a key itself."""
