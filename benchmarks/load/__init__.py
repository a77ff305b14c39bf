"""The product as it is served, with many people answering at once."""
