"""Speed and memory of the opinion map, beside another engine where that can be installed."""
