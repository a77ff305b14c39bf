"""The steps of deploy/Containerfile, taken here: what it copies serves, and is seen to."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.consistency import house

FULL = os.environ.get("SAMENSPEL_SIZE") == "full"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FULL, reason="a start of its own: in make test-all"),
]
DEPLOY = house.ROOT / "deploy"
PATIENCE = 180  # its tables are made first, on a machine that may be busy


def said_of(name):
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    return next(line.removeprefix(f"{name} ") for line in lines if line.startswith(f"{name} "))


def copied(target):
    """What `COPY . .` puts in an image; what .dockerignore names stands at the top."""
    left_out = (house.ROOT / ".dockerignore").read_text().splitlines()
    for path in house.ROOT.iterdir():
        if path.is_dir() and path.name not in left_out:
            shutil.copytree(path, target / path.name)
        elif path.is_file():
            shutil.copy2(path, target / path.name)


def set_up(tree):
    """As the last step of `scripts/dev setup`; the libraries are those of this environment."""
    (tree / ".venv/bin").mkdir(parents=True)
    (tree / ".venv/bin/python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (tree / ".venv/bin/samenspel").write_text(
        f"#!{sys.executable}\nfrom samenspel_cli.start import main\nraise SystemExit(main())\n"
    )
    for path in (tree / ".venv/bin").iterdir():
        path.chmod(0o755)


def environment(tree, folder):
    """Of its own, with the settings of the example; the database is one in the data folder."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(tree / "src"),
        "SAMENSPEL_DATA_DIR": str(folder),
        "SAMENSPEL_SETTINGS": str(tree / "deploy/samenspel.env"),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
    }


def test_what_is_copied_serves_and_its_health_check_sees_it(tmp_path):
    tree, folder = tmp_path / "opt", tmp_path / "lib"
    tree.mkdir()
    folder.mkdir(mode=0o700)
    copied(tree)
    kept = {path.name for path in tree.iterdir() if path.is_dir()}
    assert kept == {"deploy", "docs", "requirements", "scripts", "src"}
    set_up(tree)
    known = environment(tree, folder)
    subprocess.run([sys.executable, "scripts/assets.py"], cwd=tree, env=known, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    started = json.loads(said_of("CMD"))
    assert started[-2:] == ["--host", "0.0.0.0"]
    command = [*started[:-1], "127.0.0.1", "--port", port]
    check = [each.replace(":8000", f":{port}") for each in json.loads(said_of("HEALTHCHECK CMD"))]
    assert subprocess.run(check, cwd=tree, env=known, capture_output=True).returncode != 0
    with (tmp_path / "log").open("wb") as log:
        served = subprocess.Popen(command, cwd=tree, env=known, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(check, cwd=tree, env=known, capture_output=True).returncode:
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
            time.sleep(1)
    finally:
        served.send_signal(signal.SIGTERM)
        ended = served.wait(30)
    assert ended == 0
