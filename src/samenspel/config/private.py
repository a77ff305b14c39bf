"""A folder for data that only its owner may read."""

import os
from pathlib import Path

OTHERS = 0o077


def private_folder(path: Path, *names: str) -> Path:
    """The folder, made where it is not there; it, these files and all we write are our own."""
    os.umask(OTHERS)
    path.mkdir(parents=True, exist_ok=True)
    for each in (path, *(path / name for name in names)):
        if each.exists() and each.stat().st_uid == os.getuid():
            each.chmod(each.stat().st_mode & ~OTHERS)
    return path
