"""Starting the product; the only place of the command line that knows Django."""

import os

from django.core.management import execute_from_command_line

from samenspel_cli.options import whole_number_in
from samenspel_report.i18n import Translator

MOST_PROCESSES = 64


def run(t: Translator, *, port: str, host: str, web_processes: str) -> None:
    """Migrate, collect and serve, as `manage.py up` does."""
    number = whole_number_in(t, "--port", port, 1, 65_535)
    processes = whole_number_in(t, "--web-processes", web_processes, 1, MOST_PROCESSES)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    given = ["--port", str(number), "--host", host, "--web-processes", str(processes)]
    execute_from_command_line(["samenspel", "up", *given])
