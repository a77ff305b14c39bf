"""Where the command begins: before anything is loaded, so that stopping early stays quiet."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command; an interruption before it can speak ends it without a word."""
    try:
        from samenspel_cli.main import app

        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
