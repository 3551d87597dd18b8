"""Screens and widgets only: ask a workflow, show the answer."""
