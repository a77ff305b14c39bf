"""Work that pages ask for and the worker does."""

from .mailing import mail_invitation
from .reading import read_answer_file

__all__ = ["mail_invitation", "read_answer_file"]
