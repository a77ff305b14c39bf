"""Files on their way to being read. They are read once and then deleted."""

import shutil
from datetime import datetime
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
    return target


def path_of(key: str) -> Path | None:
    """Where an upload is kept; `None` once it was deleted."""
    return next(_folder(key).glob("*"), None)


def discard(key: str) -> None:
    """Delete an upload."""
    shutil.rmtree(_folder(key), ignore_errors=True)


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


def _folder(key: str) -> Path:
    return Path(settings.UPLOADS) / Path(key).name
