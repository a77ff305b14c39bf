"""Pages of evaluations: looking back together, answering by a link, and what comes of it."""
