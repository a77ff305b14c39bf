"""Handing letters to the mail server: reached first, and then each letter once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)
REFUSALS = (SMTPRecipientsRefused, SMTPResponseException, ValueError)


class Handed(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


class SecretLetter(EmailMultiAlternatives):
    """A letter that tells of its reader by being sent: nobody else may know that it was."""


@contextmanager
def post_office() -> Iterator[BaseEmailBackend]:
    """The mail server, reached before anything is claimed; if it is away the task comes back."""
    connection = get_connection()
    connection.open()
    try:
        yield connection
    finally:
        connection.close()


def hand_over(letter: EmailMultiAlternatives, connection: BaseEmailBackend) -> Handed:
    """What became of a letter; a line that breaks half way leaves it uncertain."""
    letter.connection = connection
    try:
        return Handed.SENT if letter.send() == 1 else Handed.FAILED
    except REFUSALS as error:
        log.warning("A letter was refused: %s", type(error).__name__)
        return Handed.FAILED
    except (SMTPException, OSError) as error:
        log.warning("Nobody knows whether a letter went out: %s", type(error).__name__)
        return Handed.UNCERTAIN
