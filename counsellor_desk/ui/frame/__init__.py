"""The parts of the main window: rail, command box, strip, cover, idle watch, shortcuts."""
