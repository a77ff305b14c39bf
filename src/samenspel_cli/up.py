"""Starting the product; the only place of the command line that knows Django."""

import os

from django.core.management import execute_from_command_line


def run(args: list[str]) -> None:
    """Migrate, collect and serve, as `manage.py up` does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenspel.config.settings")
    execute_from_command_line(["samenspel", "up", *args])
