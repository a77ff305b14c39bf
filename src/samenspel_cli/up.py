"""Starting the product and checking it; the only place of the command line that knows Django."""

import errno
import os
import socket
import sys

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, execute_from_command_line
from django.db import DatabaseError

from samenspel_cli.command import refuse
from samenspel_cli.options import file_in, whole_number_in
from samenspel_report.i18n import Translator, mark

SETTINGS = "samenspel.config.settings"
MOST_PROCESSES = 64
NO_ADDRESS = mark(
    "--host “%(host)s” is no address of this machine; expected 127.0.0.1 for this machine alone, "
    "or 0.0.0.0 for the whole network."
)
PORT_TAKEN = mark(
    "Port %(port)s is used by another program; give another with --port "
    "(with make: make run PORT=8001)."
)
NO_SETTINGS = mark(
    "SAMENSPEL_SETTINGS “%(file)s” cannot be read; is it there, and may you read it?"
)
NO_DATABASE = mark("The database cannot be used (%(why)s); was “samenspel up” ever run here?")
PORT_CLOSED = mark("Port %(port)s may not be used by you; give one above 1023 with --port.")


def run(t: Translator, *, port: str, host: str, web_processes: str) -> None:
    """Migrate, collect and serve, as `manage.py up` does."""
    number = whole_number_in(t, "--port", port, 1, 65_535)
    processes = whole_number_in(t, "--web-processes", web_processes, 1, MOST_PROCESSES)
    check_address(t, host, number)
    _find_settings(t)
    given = ["--port", str(number), "--host", host, "--web-processes", str(processes)]
    given += ["--language", t.language]
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


def verify_audit(t: Translator) -> None:
    """Walk the audit trail; ends with code 1 when it is broken."""
    _ask(t, "audit_verify")


def check_chain(t: Translator) -> None:
    """Name what hangs loose in conversations; ends with code 1 when something does."""
    _ask(t, "chain_check")


def check_settings(t: Translator) -> None:
    """Say what is not safe in the settings; ends with code 1 when something is."""
    _ask(t, "check_installation")


def keep(t: Translator, command: str, file: str, *, overwrite: bool) -> None:
    """Make a backup or put one back; ends with code 1 and a sentence when that cannot be."""
    file_in(t, file)
    _ask(t, command, file, overwrite=overwrite)


def appoint(t: Translator, address: str, *, end: bool) -> None:
    """Let someone run this installation, or not any more."""
    _ask(t, "administrator", address, end=end)


def _ask(t: Translator, command: str, *given: str, **options: bool) -> None:
    _find_settings(t)
    try:
        if not apps.ready:  # a second time would bind the log to a stream that may not last
            django.setup()
        call_command(command, *given, language=t.language, **options)
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(str(error))
    except DatabaseError as error:
        refuse(t, NO_DATABASE, {"why": str(error).partition("\n")[0]})


def _find_settings(t: Translator) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    file = os.environ.get("SAMENSPEL_SETTINGS", "")
    if file and not os.access(file, os.R_OK):
        refuse(t, NO_SETTINGS, {"file": file})
