"""What the core of decisions refuses."""


class DecisionError(ValueError):
    """A question, ballots or a rule that cannot be counted, with what is wrong."""
