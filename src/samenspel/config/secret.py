"""The key that signs sessions, made on first start where none is given."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def stored_secret(path: Path) -> str:
    """The secret in `path`, readable by its owner only; made when there is none yet."""
    if not path.exists():
        mine = path.with_name(f"{path.name}.{os.getpid()}")
        mine.touch(mode=0o600)
        mine.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # two first starts at once: one of them wins
            os.link(mine, path)
        mine.unlink()
    return path.read_text()
