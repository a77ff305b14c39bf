"""Secrets that we must be able to read back: kept under lock, with the key of the installation."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class KeyLost(RuntimeError):
    """A secret was sealed with a key that this installation does not have any more."""


def seal(text: str) -> str:
    """The secret as it may lie in the database."""
    return _lock().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret itself."""
    try:
        return _lock().decrypt(sealed.encode()).decode()
    except InvalidToken as fault:
        raise KeyLost("sealed with another SECRET_KEY; see SECRET_KEY_FALLBACKS") from fault


def _lock() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    return base64.urlsafe_b64encode(
        hashlib.sha256(b"samenspel.sealing " + force_bytes(key)).digest()
    )
