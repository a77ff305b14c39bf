"""Parties, and what they start together."""
