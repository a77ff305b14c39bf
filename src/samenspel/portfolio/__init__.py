"""Pages that show several contexts together."""
