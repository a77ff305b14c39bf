"""Outcomes of decisions in words and as JSON."""
