"""What the law asks to be written down: processing, requests, breaches, and who may what."""
