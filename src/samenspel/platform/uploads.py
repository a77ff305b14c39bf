"""Files on their way to being read. They are read once and then deleted.

They lie in a folder of this machine and, where there is a bucket, in there for all machines.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    StopUpload,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest

from .buckets import Bucket, BucketFault

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
IN_BUCKET, NAME_OF_PURGE = "uploads", "platform.uploads"
TOO_LARGE = "samenspel.upload_too_large"
NAME = "answers"
KNOWN_ENDINGS = {".csv", ".tsv", ".txt", ".xls", ".xlsm", ".xlsx", ".gz"}


class SizeGuard(FileUploadHandler):
    """Stops taking in a file the moment it is larger than we accept."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken = start + len(raw_data)
        if self.taken > settings.UPLOAD_LIMIT:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        self.taken = file_size


class PlainTemporaryFile(TemporaryFileUploadHandler):
    """Takes in a large file under a name of our own: theirs may not fit on a disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = TemporaryUploadedFile(
            NAME, self.content_type, 0, self.charset, self.content_type_extra
        )
        self.file.name = self.file_name


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was larger than we accept."""
    return TOO_LARGE in request.META


def keep(upload: UploadedFile[Any], *, key: str) -> Path:
    """Store an upload under a name of ours until it has been read."""
    folder = _folder(key)
    folder.mkdir(parents=True)
    ending = Path(upload.name or "").suffix.lower()
    target = folder / (NAME + (ending if ending in KNOWN_ENDINGS else ""))
    with target.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    _share(target)
    return target


def path_of(key: str) -> Path | None:
    """Where an upload is kept; `None` once it was deleted."""
    here = next(_folder(key).glob("*"), None)
    bucket = _bucket()
    if here is None and bucket:
        for each in bucket.listed(_name_of(_folder(key)) + "/"):
            _fetch(bucket, each.name)
        here = next(_folder(key).glob("*"), None)
    return here


def discard(key: str) -> None:
    """Delete an upload."""
    shutil.rmtree(_folder(key), ignore_errors=True)
    if bucket := _bucket():
        for each in bucket.listed(_name_of(_folder(key)) + "/"):
            bucket.delete(each.name)


def kept_here_for() -> timedelta:
    """How long a file may lie on this machine: where there is a bucket it is only passing by."""
    return AN_HOUR if _bucket() else A_DAY


def purge_elsewhere(at: datetime) -> int:
    """Delete what was left in the bucket by work that never ended; how many files there were."""
    bucket = _bucket()
    if bucket is None:
        return 0
    old = [each for each in bucket.listed(f"{IN_BUCKET}/") if each.changed_at < at - A_DAY]
    for each in old:
        bucket.delete(each.name)
    return len(old)


def bring_here() -> None:
    """Have every file of the bucket on this machine too, as for a backup."""
    bucket = _bucket()
    for each in bucket.listed(f"{IN_BUCKET}/") if bucket else ():
        if (
            bucket
            and not (Path(settings.UPLOADS) / each.name.removeprefix(f"{IN_BUCKET}/")).exists()
        ):
            _fetch(bucket, each.name)


def share_all() -> None:
    """Put every file of this machine in the bucket, as after a backup was put back."""
    for path in Path(settings.UPLOADS).glob("*/*"):
        _share(path)


def purge(*, before: datetime) -> int:
    """Delete uploads older than `before`, left by work that never ended; how many there were."""
    kept = Path(settings.UPLOADS).glob("*")
    old = [folder for folder in kept if _is_older(folder, before)]
    for folder in old:
        discard(folder.name)
    return len(old)


def _is_older(folder: Path, moment: datetime) -> bool:
    try:
        return folder.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:  # its work ended meanwhile
        return False


def _bucket() -> Bucket | None:
    return Bucket.at(settings.FILES_URL) if settings.FILES_URL else None


def _share(path: Path) -> None:
    """Put a file in the bucket, if there is one; what does not arrive there stays nowhere."""
    bucket = _bucket()
    if bucket is None:
        return
    try:
        bucket.put(_name_of(path), path)
    except BucketFault:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise


def _fetch(bucket: Bucket, name: str) -> None:
    _uploads, key, own = name.split("/")
    folder = _folder(key)
    folder.mkdir(parents=True, exist_ok=True)
    bucket.fetch(name, folder / Path(own).name)


def _name_of(path: Path) -> str:
    return f"{IN_BUCKET}/{path.relative_to(settings.UPLOADS).as_posix()}"


def _folder(key: str) -> Path:
    return Path(settings.UPLOADS) / Path(key).name
