"""The errors that are fit to show."""


class DomainError(Exception):
    """Something the rules forbid; its text is fit to show to a person."""


class NotAllowed(DomainError):
    """Someone tried what is for others to do; in which state it may be done is another question."""
