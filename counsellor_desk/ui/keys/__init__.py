"""Keys: a new recovery sheet, all keys changed at once, and the clinical will."""
