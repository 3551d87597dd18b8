"""One module a schema version: the statements that lead to it from the one before."""
