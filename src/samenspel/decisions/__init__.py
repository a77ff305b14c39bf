"""What is decided together: proposed, voted on by a rule fixed before, counted and declared."""
