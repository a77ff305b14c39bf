"""What partners agree on, give each other and get, and how they pause, change and end it."""
