"""A few processes that belong together: started, restarted when one dies, stopped as one."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import FrameType
from typing import Self

from django.utils.translation import gettext as _

GRACE = 10.0  # seconds to stop by itself
PAUSE = 1.0  # seconds before a process that died starts again
WATCH = 0.2
STARTING = (
    60.0  # seconds in which, on a busy machine, a process may not hear yet that it has to stop
)
AGAIN = 2.0  # seconds until such a process is told once more
PARENT_DIES = 1  # PR_SET_PDEATHSIG of Linux


class Supervisor:
    """Keeps processes running until it is told to stop; leaves none behind, also on an error."""

    def __init__(self, say: Callable[[str], None], *, farewell: str = "Stopped.") -> None:
        self._say, self._farewell = say, farewell
        self._commands: dict[str, Sequence[str]] = {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._begun: dict[str, float] = {}
        self._stopping = False
        self._started = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        self._end()

    def listen(self) -> None:
        """Stop at Ctrl-C, at SIGTERM and when the terminal is closed."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def start(self, commands: Mapping[str, Sequence[str]]) -> None:
        """Start these as well, unless it was told to stop.

        Each in a session of its own: a Ctrl-C of the terminal comes to us, and we pass it on once.
        """
        self._started = True
        for name, command in commands.items():
            if not self._stopping:
                self._commands[name] = command
                self._begun[name] = time.monotonic()
                self._processes[name] = _child(command)
        if self._stopping:  # told so while one of these was starting
            self.stop()

    @property
    def is_running(self) -> bool:
        """Whether nobody told it to stop yet."""
        return not self._stopping

    def watch(self) -> None:
        """Restart whatever dies, until it is told to stop."""
        while self.is_running:
            self.revive()
            time.sleep(WATCH)

    def revive(self) -> None:
        """Restart what has died."""
        for name, process in list(self._processes.items()):
            if process.poll() is not None and self.is_running:
                self._say(
                    _("%(name)s stopped (%(code)s); starting it again")
                    % {"name": name, "code": process.returncode}
                )
                time.sleep(PAUSE)
                self.start({name: self._commands[name]})

    def stop(self) -> None:
        """Ask every process to stop."""
        self._stopping = True
        for process in self._processes.values():
            if process.poll() is None:
                process.terminate()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()
        if not self._started:  # still preparing: what was not committed is taken back by itself
            _leave(self._farewell)

    def _end(self) -> None:
        self._wait_for_all(time.monotonic())
        for process in self._processes.values():
            process.kill()
            process.wait()
            with suppress(ProcessLookupError):  # what it started and, on its way out, did not tell
                os.killpg(process.pid, signal.SIGKILL)

    def _wait_for_all(self, told: float) -> None:
        """Give every process its time, and tell one that was only starting once more.

        All of its session: what it was just starting did not hear the first time.
        """
        again = told + AGAIN
        while (alive := self._alive()) and time.monotonic() < told + GRACE:
            if time.monotonic() > again:
                self._say(_("Waiting for %(names)s to stop") % {"names": ", ".join(alive)})
                again = told + GRACE
                for name in alive:
                    if told - self._begun[name] < STARTING:
                        with suppress(ProcessLookupError):
                            os.killpg(self._processes[name].pid, signal.SIGTERM)
            time.sleep(WATCH / 4)

    def _alive(self) -> list[str]:
        return [name for name, process in self._processes.items() if process.poll() is None]


def _leave(farewell: str) -> None:
    """End at once: an exception would land anywhere, also where Python only prints it."""
    with suppress(RuntimeError):  # in the middle of a line to the same stream
        sys.stdout.flush()
    os.write(1, f"{farewell}\n".encode())
    os._exit(0)


def _child(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process that is told to stop when its parent dies, however it dies."""
    if sys.platform != "linux":
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 our own commands
    libc, parent = ctypes.CDLL(None), os.getpid()

    def follow_parent() -> None:
        libc.prctl(PARENT_DIES, signal.SIGTERM)
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return subprocess.Popen(  # noqa: S603 our own commands
        command, start_new_session=True, preexec_fn=follow_parent
    )
