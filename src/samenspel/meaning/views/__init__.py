"""Pages of the meaning scan."""
