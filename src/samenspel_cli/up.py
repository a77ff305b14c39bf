"""Starting the product and checking it; the only place of the command line that knows Django."""

import os
import sys

import django
from django.core.management import CommandError, call_command, execute_from_command_line

from samenspel_cli.options import whole_number_in
from samenspel_report.i18n import Translator

SETTINGS = "samenspel.config.settings"
MOST_PROCESSES = 64


def run(t: Translator, *, port: str, host: str, web_processes: str) -> None:
    """Migrate, collect and serve, as `manage.py up` does."""
    number = whole_number_in(t, "--port", port, 1, 65_535)
    processes = whole_number_in(t, "--web-processes", web_processes, 1, MOST_PROCESSES)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    given = ["--port", str(number), "--host", host, "--web-processes", str(processes)]
    execute_from_command_line(["samenspel", "up", *given])


def verify_audit(language: str) -> None:
    """Walk the audit trail; ends with code 1 when it is broken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    try:
        call_command("audit_verify", language=language)
    except CommandError as error:
        sys.exit(str(error))
