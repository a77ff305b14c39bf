"""The map on several processes: the same numbers as on one, also when a worker is killed."""

import json
import os
import signal
import threading
import time

import pytest
from distributed import LocalCluster  # here: its log keeps the stderr of whoever imports it first

from tests.cli.test_opinion import without_time
from tests.cli.test_scan import samenspel

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
SIMULATED = ("--people", "240", "--statements", "30", "--votes", "20", "--seed", "2")


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes that listen on this machine alone."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as started:
        yield started


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cluster") / "parts"
    assert samenspel("opinion", "simulate", *SIMULATED, "--parts", "5", "--out", folder)[0] == 0
    return folder


def mapped(*arguments):
    code, said, complaints = samenspel("opinion", "map", *arguments, "--json")
    assert (code, complaints) == (0, "")
    found = without_time(json.loads(said))
    del found["flags"], found["without_flagged"]  # not sought on a cluster
    return found


@pytest.fixture(scope="module")
def alone(parts):
    return mapped(parts)


def test_the_map_of_parts_is_the_map_of_all(cluster, parts, alone):
    assert len(alone["groups"]) == 3
    assert mapped(parts, "--scheduler", cluster.scheduler_address) == alone


def test_a_killed_worker_does_not_change_the_answer(cluster, parts, alone):
    killed = []

    def kill():
        time.sleep(0.3)
        pid = next(iter(cluster.workers.values())).pid
        os.kill(pid, signal.SIGKILL)
        killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    found = mapped(parts, "--scheduler", cluster.scheduler_address)
    killer.join()
    assert killed
    assert found == alone


def test_a_fault_in_a_part_comes_back_as_its_sentence(cluster, parts, tmp_path):
    bad = tmp_path / "bad"
    bad.mkdir()
    for file in parts.iterdir():
        (bad / file.name).write_bytes(file.read_bytes())
    with (bad / "part-00003.csv").open("a") as last:
        last.write("7,7,7\n")
    code, said, complaints = samenspel(
        "opinion", "map", bad, "--scheduler", cluster.scheduler_address, "--lang", "en"
    )
    assert (code, said) == (2, "")
    assert complaints.startswith("“part-00003.csv”, row ")
    assert "“7” is not a vote" in complaints


def test_a_scheduler_that_does_not_answer_is_one_sentence(parts):
    code, _, complaints = samenspel(
        "opinion", "map", parts, "--scheduler", "tcp://127.0.0.1:9", "--lang", "en"
    )
    assert (code, complaints) == (
        2,
        "--scheduler “tcp://127.0.0.1:9” does not answer; expected the address of a scheduler.\n",
    )


def test_more_statements_than_sums_are_kept_of_are_one_sentence(cluster, tmp_path):
    folder = tmp_path / "wide"
    options = ("--people", "300", "--statements", "5000", "--votes", "40", "--parts", "2")
    assert samenspel("opinion", "simulate", *options, "--out", folder)[0] == 0
    code, said, complaints = samenspel(
        "opinion", "map", folder, "--scheduler", cluster.scheduler_address, "--lang", "en"
    )
    assert (code, said) == (2, "")
    assert complaints.startswith("--scheduler works with at most 4096 statements, and there are ")
