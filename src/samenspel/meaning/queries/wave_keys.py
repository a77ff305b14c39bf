"""The personal key of someone who answers again: theirs alone, and what of it may be kept."""

import hashlib
import hmac
import secrets

from django.utils.crypto import salted_hmac

from samenspel.meaning.models import Respondent, Scan, ScanSide

from .waves import wave_before

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0 and O, 1, I and L, U and V
GROUP, GROUPS = 4, 3


def new_wave_key() -> str:
    """A random key that can be written down: three times four letters and digits."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS)
    )


def as_wave_key(typed: str) -> str:
    """The key as it was made, whatever spaces, hyphens and small letters were typed."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def wave_tag(scan: Scan, key: str) -> str:
    """What the same key gives in every wave of one series, and in no other series."""
    return hmac.new(scan.series.bytes, key.encode(), hashlib.sha256).hexdigest()


def sealed_tag(scan: Scan, key: str) -> str:
    """The tag so that nobody can compare it until the scan opens; other each time."""
    nonce = secrets.token_bytes(16)
    return nonce.hex() + _masked(scan, bytes.fromhex(wave_tag(scan, key)), nonce).hex()


def unsealed_tag(scan: Scan, respondent: Respondent) -> str:
    """The tag of a respondent of a scan that has not been opened yet; empty without one."""
    if not respondent.wave_tag or not scan.link_secret:
        return ""
    kept = bytes.fromhex(respondent.wave_tag)
    return _masked(scan, kept[16:], kept[:16]).hex()


def is_known_key(side: ScanSide, key: str) -> bool:
    """Whether someone answered for this party with this key in the wave before."""
    before = wave_before(side.scan)
    if before is None or not key:
        return False
    answered = Respondent.objects.filter(side__scan=before, side__party=side.party_id)
    return answered.filter(wave_tag=wave_tag(side.scan, key)).exists()


def _masked(scan: Scan, tag: bytes, nonce: bytes) -> bytes:
    """Turned with the secret of the scan and that of the installation, which no dump holds."""
    secret = f"{scan.link_secret} {nonce.hex()}"
    mask = salted_hmac("samenspel wave key", secret, algorithm="sha256").digest()
    return bytes(one ^ other for one, other in zip(tag, mask, strict=True))
