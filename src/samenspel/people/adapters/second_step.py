"""The second step: a passkey, an app that shows codes, and emergency codes."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from samenspel.platform import sealing

from ..models import User
from .account import ERRORS

SEALED = "gAAAA"  # how what Fernet wrote begins


class SecondStepAdapter(DefaultMFAAdapter):
    """Passkeys, codes of an app, and emergency codes."""

    error_messages = DefaultMFAAdapter.error_messages | ERRORS

    def generate_authenticator_name(self, user: User, kind: str) -> str:
        """What a new passkey is called when nobody says."""
        del user, kind
        return str(_("My passkey"))

    def get_totp_issuer(self) -> str:
        """Under which name the app shows its codes."""
        return "Samenspel"

    def build_totp_svg(self, url: str) -> str:
        """What the app scans; without styles, as our policy wants it."""
        from samenspel_report.poster import qr_svg

        return qr_svg(url)

    def encrypt(self, text: str) -> str:
        """Secrets of apps and emergency codes lie in the database under lock."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """And are read back with the key of the installation; older ones lie there open."""
        is_sealed = encrypted_text.startswith(SEALED)
        return sealing.unseal(encrypted_text) if is_sealed else encrypted_text
