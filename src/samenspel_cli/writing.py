"""Files written whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path

from samenspel_cli.command import refuse
from samenspel_report.i18n import Translator, mark

UNWRITABLE = mark("“%(value)s” cannot be written; check that you may write there.")


def write_all(t: Translator, contents: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, and then put all in place."""
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in contents}
    begun: list[Path] = []
    path = next(iter(contents))
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise IsADirectoryError(path)
            with parts[path].open("xb") as part_file:
                begun.append(parts[path])
                part_file.write(content)
        for path, part in parts.items():
            part.replace(path)
    except OSError:
        refuse(t, UNWRITABLE, {"value": str(path)})
    finally:
        for part in begun:
            part.unlink(missing_ok=True)
