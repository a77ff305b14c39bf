"""`python -m tests.upgrade 0.1.0`: a backup of a fictional installation, kept for each release.

It holds what a later version must be able to read: a scan that people answered, still sealed, and
keys that must go on opening the door; `keys.json` in it says which.
"""

import json
import os
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samenspel.collaborations.models import Party


def main(version: str) -> None:
    """Make a database of its own, let people answer, and write it beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMENSPEL_DATA_DIR": folder, "SECRET_KEY": f"fictional key of {version}",
                       "DJANGO_SETTINGS_MODULE": "samenspel.config.settings"}  # fmt: skip
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from tests.make import make_party
        from tests.make_conversations import make_conversation, opened
        from tests.make_scans import NOON, answered_by, make_draft, open_up

        scan = open_up(make_draft(make_party("Ons"), make_party("Zij")))
        answered_by(scan, people=2, own_words="zeepbel")
        opened(make_conversation(scan.collaboration, at=NOON), at=NOON)
        keys = _keys(scan.collaboration.parties.order_by("pk")[0], NOON)
        target = Path(__file__).with_name(f"{version}.zip")
        call_command("backup", str(target), overwrite=True)
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("keys.json", json.dumps(keys))


def _keys(party: "Party", at: datetime) -> dict[str, str]:
    """A key of who manages this party, one of the party, a webhook and a calendar at an address."""
    from samenspel.channels.actions import make_feed
    from samenspel.collaborations.actions import make_party_key
    from samenspel.collaborations.choices import Role
    from samenspel.people.actions import make_api_key
    from tests.make_channels import make_webhook

    party.representations.update(role=Role.MANAGER)
    manager = party.representations.get().person
    make_webhook(party, at=at)
    asked = {"name": "proef", "days": 365, "scopes": ["parties:read"], "by": manager, "at": at}
    return {
        "person": make_api_key(**asked),
        "party": make_party_key(party=party, **asked),
        "calendar": make_feed(by=manager, at=at),
    }


if __name__ == "__main__":
    main(sys.argv[1])
