"""All that an installation keeps in one file, and back: on either database, from one to the other.

Rows are written as JSON lines in one snapshot, without holding up who writes meanwhile. What is put
back is held against the counts and the end of the audit trail that the file names.
"""

import json
import os
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils.translation import gettext as _

from . import audit, bulk, uploads
from .buckets import BucketFault
from .errors import DomainError

MANIFEST = "manifest.json"
FORMAT = 2  # since then a file names its columns
AT_ONCE = 2000
PASSING = {"sessions.Session", "platform.Worker"}  # worth nothing after a restore
OF_DJANGO = {"contenttypes", "auth"}  # filled by migrating
FILES = ("uploads", "secret_key")
HEX = 32  # digits of a UUID
TEXTS = {"CharField", "SlugField", "TextField", "URLField"}


UNREADABLE = (zipfile.BadZipFile, LookupError, TypeError, ValueError, ValidationError, OSError,
              DatabaseError)  # fmt: skip


class NotRestored(DomainError):
    """A backup does not fit here, or what came out of it is not what went in."""


def kept_models() -> list[type[Model]]:
    """Every table that goes into a backup, by name."""
    found = apps.get_models(include_auto_created=True)
    kept = [
        model
        for model in found
        if model._meta.app_label not in OF_DJANGO
        and model._meta.label not in PASSING
        and model._meta.managed
        and not model._meta.proxy
    ]
    return sorted(kept, key=lambda model: model._meta.label)


def write(target: Path) -> dict[str, Any]:
    """Write everything to `target`, a new file for its owner only; what the file says of itself."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    unfinished.touch(mode=0o600, exist_ok=False)
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            manifest = _put_in(archive)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def read(source: Path, *, overwrite: bool) -> dict[str, Any]:
    """Put back what `source` holds, all or nothing; raises `NotRestored`."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            _must_fit(manifest)
            with bulk.unchecked(), transaction.atomic():
                with bulk.bare(kept_models()):
                    _make_room(overwrite=overwrite)
                    for model in kept_models():
                        _put_back(archive, model, manifest["columns"][model._meta.label])
                _set_counters()
                _must_be_whole(manifest)
            _put_files_back(archive)
    except UNREADABLE as error:
        not_whole = _("%(file)s is not a whole backup of Samenspel.") % {"file": source}
        raise NotRestored(not_whole) from error
    _share_files()
    return manifest


def _share_files() -> None:
    try:
        uploads.share_all()
    except BucketFault as fault:
        only = _(
            "Everything was put back but for files on their way: the bucket refuses (%(why)s)."
        )
        raise NotRestored(only % {"why": fault}) from fault


def _put_in(archive: zipfile.ZipFile) -> dict[str, Any]:
    with _snapshot():
        counts = {model._meta.label: _put_table(archive, model) for model in kept_models()}
        check = audit.verify()
        applied = _applied()
    if not check.is_whole:
        broken = _("The audit trail is broken at event %(number)s. Nothing was written.")
        raise NotRestored(broken % {"number": check.broken_at})
    uploads.bring_here()
    for name in FILES:
        for path in _files_in(settings.DATA_DIR / name):
            archive.write(path, f"files/{path.relative_to(settings.DATA_DIR)}")
    columns = {model._meta.label: _names(model) for model in kept_models()}
    manifest = {"format": FORMAT, "counts": counts, "columns": columns, "applied": applied,
                "trail": {"length": check.length, "tip": check.tip}}  # fmt: skip
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


def _put_table(archive: zipfile.ZipFile, model: type[Model]) -> int:
    names = _names(model)
    number = 0
    with archive.open(f"tables/{model._meta.label}.jsonl", "w", force_zip64=True) as raw:
        file = TextIOWrapper(raw, "utf-8", newline="\n")
        rows = model._base_manager.order_by("pk").values_list(*names)
        encode = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":")).encode
        for row in rows.iterator(AT_ONCE):
            file.write(encode(row) + "\n")
            number += 1
        file.flush()
        file.detach()
    return number


def _put_back(archive: zipfile.ZipFile, model: type[Model], names: list[str]) -> None:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    with archive.open(f"tables/{model._meta.label}.jsonl") as raw:
        bulk.lay_in(model, fields, _ready_rows(TextIOWrapper(raw, "utf-8"), fields))


def _ready_rows(lines: Iterator[str], fields: Sequence[Any]) -> Iterator[Sequence[object]]:
    """Each line as a row, its values as the database takes them: read a column at a time."""
    prepare = [_preparing(field) for field in fields]
    while some := list(islice(lines, AT_ONCE)):
        columns = zip(*json.loads(f"[{','.join(some)}]"), strict=True)
        made = [ready(column) for ready, column in zip(prepare, columns, strict=True)]
        yield from zip(*made, strict=True)


def _preparing(field: Any) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """How a column of this field goes to the database; what goes as it is skips the rest."""
    real = field.target_field if field.remote_field else field
    kind = real.get_internal_type()
    is_number = kind.endswith(("IntegerField", "AutoField"))
    as_it_is = {type(None), int if is_number else str if kind in TEXTS else type(None)}
    if kind == "UUIDField" and not connection.features.has_native_uuid_field:
        return _hexadecimal

    def one(value: Any) -> Any:
        if value is not None and kind != "JSONField":
            value = real.to_python(value)
        return field.get_db_prep_save(value, connection)

    def ready(column: Sequence[Any]) -> Iterable[Any]:
        return column if {type(value) for value in column} <= as_it_is else map(one, column)

    return ready


def _hexadecimal(column: Sequence[Any]) -> Iterator[str | None]:
    for value in column:
        digits = value and value.replace("-", "")
        if digits and (len(digits), 2 * len(bytes.fromhex(digits))) != (HEX, HEX):
            raise ValueError(value)
        yield digits


def _names(model: type[Model]) -> list[str]:
    """The columns in a row; a later version may have them in another order."""
    return [field.attname for field in model._meta.concrete_fields]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()  # whole, also below a thousandth: the trail is signed over it
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    raise TypeError(type(value).__name__)


@contextmanager
def _snapshot() -> Iterator[None]:
    """One moment of the database; SQLite is only read, so that nobody waits for us."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic():
        if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _applied() -> list[str]:
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def _must_fit(manifest: dict[str, Any]) -> None:
    if manifest.get("format") != FORMAT or manifest["applied"] != _applied():
        raise NotRestored(
            _("This backup was made by another version. Put it back with that one, then upgrade.")
        )


def _make_room(*, overwrite: bool) -> None:
    filled = [each._meta.label for each in kept_models() if each._base_manager.exists()]
    if filled and not overwrite:
        not_empty = _(
            "This database is not empty: %(table)s. Give --overwrite to lose what is in it."
        )
        raise NotRestored(not_empty % {"table": filled[0]})
    for model in kept_models():
        model._base_manager.all()._raw_delete(connection.alias)


def _set_counters() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)


def _must_be_whole(manifest: dict[str, Any]) -> None:
    connection.check_constraints()
    counts = {model._meta.label: model._base_manager.count() for model in kept_models()}
    check = audit.verify()
    trail = {"length": check.length, "tip": check.tip}
    if counts != manifest["counts"] or not check.is_whole or trail != manifest["trail"]:
        raise NotRestored(
            _("What came out of this backup is not what went in. Nothing was changed.")
        )


def _files_in(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())


def _put_files_back(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        parts = Path(name).parts
        if parts[0] == "files" and parts[1] in FILES and ".." not in parts:
            target = Path(settings.DATA_DIR).joinpath(*parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(mode=0o600)
            target.write_bytes(archive.read(name))
