"""What screens are built of. Nothing in here knows a workflow or a room."""
