"""The one kind of error that is fit to show."""


class DomainError(Exception):
    """Something the rules forbid; its text is fit to show to a person."""
