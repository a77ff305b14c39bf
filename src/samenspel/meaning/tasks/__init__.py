"""Work that pages ask for and the worker does."""

from .mailing import mail_invitation, mail_message, write_what_is_due
from .reading import read_answer_file

__all__ = ["mail_invitation", "mail_message", "read_answer_file", "write_what_is_due"]
