"""Guides about keys, and the clinical will."""
