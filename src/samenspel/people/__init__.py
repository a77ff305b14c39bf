"""Who can sign in, and by which link."""
