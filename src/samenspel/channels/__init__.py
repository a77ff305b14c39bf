"""How news leaves the product: messages to other programs."""
