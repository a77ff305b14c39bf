"""One command that serves: first start, second start, a process that dies, and stopping."""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from samenspel.platform.management.commands.up import Command as Up
from samenspel.platform.supervisor import GRACE, Supervisor

ROOT = Path(__file__).parents[2]
# on a busy machine it says what it waits for
ENDED = rb"\^C([^\n]*Wachten tot \w+ stopt\r\n[^\n]*)?Gestopt\.\r\n(\x1b\[0m)?$"
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def supervisor():
    said = []
    with Supervisor(said.append) as made:
        made.said = said
        yield made


def test_what_dies_is_started_again(supervisor, monkeypatch):
    monkeypatch.setattr("samenspel.platform.supervisor.PAUSE", 0)
    supervisor.start({"worker": SLEEP})
    first = supervisor._processes["worker"]
    first.kill()
    first.wait()
    supervisor.revive()
    again = supervisor._processes["worker"]
    assert (again.pid != first.pid, again.poll()) == (True, None)
    assert supervisor.said == ["worker stopte (-9) en start opnieuw"]


def test_stopping_stops_all_and_starts_nothing_again(supervisor):
    supervisor.start({"web": SLEEP, "worker": SLEEP})
    supervisor.stop()
    supervisor.watch()
    assert [p.wait(5) for p in supervisor._processes.values()] == [-15, -15]
    supervisor.start({"late": SLEEP})
    assert "late" not in supervisor._processes


DEAF_AT_FIRST = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(flush=True)
time.sleep(1)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
time.sleep(60)
"""


def test_what_was_only_starting_is_told_once_more_to_stop(monkeypatch):
    monkeypatch.setattr("samenspel.platform.supervisor.AGAIN", 1.2)
    said = []
    begun = time.monotonic()
    with Supervisor(said.append) as made:
        made.start({"web": [sys.executable, "-c", DEAF_AT_FIRST]})
        time.sleep(0.3)  # it listens to nobody by now
    assert made._processes["web"].returncode == -signal.SIGTERM
    assert time.monotonic() - begun < 8
    assert said[0] == "Wachten tot web stopt"


def test_an_error_leaves_no_process_behind():
    started = Supervisor(print)

    def fail_after_starting():
        with started:
            started.start({"web": SLEEP})
            raise CommandError

    with pytest.raises(CommandError):
        fail_after_starting()
    assert [p.poll() for p in started._processes.values()] == [-15]


PARENT = """
import subprocess, sys, time
from samenspel.platform.management.commands.up import Command as Up
from samenspel.platform.supervisor import Supervisor
supervisor = Supervisor(print)
supervisor.start({"child": [sys.executable, "-c", "import time; time.sleep(60)"]})
print(supervisor._processes["child"].pid, flush=True)
time.sleep(60)
"""


def is_running(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux tells the children")
def test_children_end_when_the_supervisor_is_killed():
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
    deadline = time.monotonic() + 5
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(child)


STARTS_ANOTHER = """
import signal, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
signal.signal(signal.SIGTERM, lambda *_given: sys.exit(0))
time.sleep(60)
"""


def test_nothing_is_left_of_what_a_process_started_and_did_not_end(capfd):
    with Supervisor(print) as made:
        made.start({"one": [sys.executable, "-c", STARTS_ANOTHER]})
        deadline, said = time.monotonic() + 10, ""
        while not said.strip() and time.monotonic() < deadline:
            said += capfd.readouterr().out
            time.sleep(0.05)
        child = int(said)
        assert is_running(child)
    deadline = time.monotonic() + 5
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(child)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_in_use_is_said_in_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} on 127.0.0.1 cannot be used"):
            call_command("up", port=port)


@pytest.mark.django_db
@pytest.mark.parametrize("is_demo", [True, False])
def test_only_a_demo_shows_links_that_let_people_in(settings, capsys, is_demo):
    """In the log of a real installation they would be keys of people that are there too."""
    call_command("load_example")
    settings.DEMO = is_demo
    Up().welcome(8000)
    said = capsys.readouterr().out
    assert ("/inloggen/" in said) is is_demo
    assert ("http://localhost:8000/post/" in said) is is_demo
    assert "Een betekenisscan die klaar is: http://localhost:8000/voorbeeld/" in said


def test_it_speaks_the_language_that_was_asked_for(settings, capsys):
    settings.DEMO = False
    with translation.override("en"):
        Up().welcome(8000)
    assert "A finished meaning scan: http://localhost:8000/voorbeeld/" in capsys.readouterr().out


@pytest.mark.journey
def test_it_serves_the_example_and_stops_when_asked(tmp_path):
    port, log = free_port(), tmp_path / "log"
    environment = {**os.environ, "SAMENSPEL_DATA_DIR": str(tmp_path / "data")}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "up", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        deadline = time.monotonic() + 60
        while "/inloggen/" not in log.read_text() and time.monotonic() < deadline:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        while not listens(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert answer(port, "/voorbeeld/").startswith("HTTP/1.1 200")
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert log.read_text().endswith("Gestopt.\n")
    with pytest.raises(ConnectionRefusedError):
        answer(port, "/")


@pytest.mark.journey
@pytest.mark.parametrize(
    "until", ["De database en het voorbeeld", "/inloggen/"], ids=["start", "served"]
)
def test_ctrl_c_in_a_terminal_stops_all_of_it_at_once(tmp_path, until):
    environment = {**os.environ, "SAMENSPEL_DATA_DIR": str(tmp_path / "data")}
    environment.pop("DATABASE_URL", None)
    ours, theirs = os.openpty()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", str(port)],
        cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while until.encode() not in said:
        said += os.read(ours, 1000)
    while until == "/inloggen/" and not listens(port):  # a server that starts may take GRACE
        time.sleep(0.05)
    time.sleep(0.2)
    started = children_of(process.pid)
    pressed = time.monotonic()
    os.write(ours, b"\x03")
    with suppress(OSError):  # the last of them closed the terminal
        while chunk := os.read(ours, 1000):
            said += chunk
    os.close(ours)
    assert process.wait(20) == 0
    assert re.search(ENDED, said), said.decode()
    assert time.monotonic() - pressed < GRACE - 2  # nothing had to be ended after its grace
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children_of(pid):
    """The processes below this one."""
    files = Path(f"/proc/{pid}/task").glob("*/children")
    direct = [child for file in files for child in file.read_text().split()]
    return [*direct, *(below for child in direct for below in children_of(child))]


def answer(port, path):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return connection.recv(200).decode()
