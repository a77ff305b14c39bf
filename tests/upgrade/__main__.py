"""`python -m tests.upgrade 0.1.0`: a backup of a fictional installation, kept for each release.

It holds what a later version must be able to read: a scan that people answered, still sealed.
"""

import os
import sys
import tempfile
from pathlib import Path


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
        target = Path(__file__).with_name(f"{version}.zip")
        call_command("backup", str(target), overwrite=True)


if __name__ == "__main__":
    main(sys.argv[1])
