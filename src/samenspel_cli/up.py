"""Starting the product and checking it; the only place of the command line that knows Django."""

import errno
import os
import socket
import sys

import django
from django.core.management import CommandError, call_command, execute_from_command_line

from samenspel_cli.command import refuse
from samenspel_cli.options import whole_number_in
from samenspel_report.i18n import Translator, mark

SETTINGS = "samenspel.config.settings"
MOST_PROCESSES = 64
NO_ADDRESS = mark(
    "--host “%(host)s” is no address of this machine; expected 127.0.0.1 for this machine alone, "
    "or 0.0.0.0 for the whole network."
)
PORT_TAKEN = mark("Port %(port)s is used by another program; give another with --port.")
PORT_CLOSED = mark("Port %(port)s may not be used by you; give one above 1023 with --port.")


def run(t: Translator, *, port: str, host: str, web_processes: str) -> None:
    """Migrate, collect and serve, as `manage.py up` does."""
    number = whole_number_in(t, "--port", port, 1, 65_535)
    processes = whole_number_in(t, "--web-processes", web_processes, 1, MOST_PROCESSES)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    check_address(t, host, number)
    given = ["--port", str(number), "--host", host, "--web-processes", str(processes)]
    execute_from_command_line(["samenspel", "up", *given])


def check_address(t: Translator, host: str, port: int) -> None:
    """Whether the website can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            reasons = {errno.EADDRINUSE: PORT_TAKEN, errno.EACCES: PORT_CLOSED}
            sentence = reasons.get(fault.errno or 0, NO_ADDRESS)
            refuse(t, sentence, {"host": host, "port": port})
        except (UnicodeError, TypeError):  # a name that no network can write
            refuse(t, NO_ADDRESS, {"host": host})


def verify_audit(language: str) -> None:
    """Walk the audit trail; ends with code 1 when it is broken."""
    _ask("audit_verify", language)


def check_settings(language: str) -> None:
    """Say what is not safe in the settings; ends with code 1 when something is."""
    _ask("check_installation", language)


def keep(command: str, file: str, language: str, *, overwrite: bool) -> None:
    """Make a backup or put one back; ends with code 1 and a sentence when that cannot be."""
    _ask(command, language, file, overwrite=overwrite)


def _ask(command: str, language: str, *given: str, **options: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    try:
        call_command(command, *given, language=language, **options)
    except CommandError as error:
        sys.exit(str(error))
