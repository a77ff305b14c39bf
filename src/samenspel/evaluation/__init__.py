"""Looking back together: evaluations that each side answers sealed, and what comes of them."""
