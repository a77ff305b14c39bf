"""Starting the product and checking it; the only place of the command line that knows Django."""

import os
import sys

import django
from django.core.management import CommandError, call_command, execute_from_command_line

SETTINGS = "samenspel.config.settings"


def run(args: list[str]) -> None:
    """Migrate, collect and serve, as `manage.py up` does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    execute_from_command_line(["samenspel", "up", *args])


def verify_audit(language: str) -> None:
    """Walk the audit trail; ends with code 1 when it is broken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    try:
        call_command("audit_verify", language=language)
    except CommandError as error:
        sys.exit(str(error))
