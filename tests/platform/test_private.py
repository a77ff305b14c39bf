import os

from samenspel.config.private import private_folder


def mode(path):
    return path.stat().st_mode & 0o777


def test_data_is_for_its_owner_only(tmp_path):
    folder, before = tmp_path / "data", os.umask(0o022)
    folder.mkdir()
    (folder / "db.sqlite3").touch()
    assert (mode(folder), mode(folder / "db.sqlite3")) == (0o755, 0o644)
    try:
        private_folder(folder, "db.sqlite3", "secret_key")
        (folder / "later").touch()
    finally:
        os.umask(before)
    assert mode(folder) == 0o700
    assert (mode(folder / "db.sqlite3"), mode(folder / "later")) == (0o600, 0o600)
    assert not (folder / "secret_key").exists()
