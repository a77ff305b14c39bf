"""What people and machines do to a command: streams, odd names, full disks, impatience."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from samenspel_report.library import word_named
from tests.cli.test_scan import COMMAND, samenspel
from tests.intake.files import text_of

ENGLISH = os.environ | {"SAMENSPEL_LANG": "en", "PYTHONUNBUFFERED": ""}  # as people have it


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(text_of(*(f"{s}{n},{s},trust,s1,4,4" for s in "AB" for n in range(6))))
    return path


def start(*arguments, **options):
    return subprocess.Popen([COMMAND, *arguments], stderr=subprocess.PIPE, env=ENGLISH, **options)


def test_a_stream_is_no_file(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    code, said, complaints = samenspel("scan", "analyse", path, "--lang", "en")
    assert (code, said) == (2, "")
    assert complaints == "“pipe” is not a file but a stream; save it as a file and give that.\n"


def test_a_name_that_is_too_long_is_a_sentence(answers, tmp_path):
    long = "n" * 300
    code, _, complaints = samenspel("scan", "analyse", f"{long}.csv", "--lang", "en")
    assert (code, complaints.count("\n")) == (2, 1)
    for target in (tmp_path / f"{long}.json", tmp_path / long / "a.json"):
        code, _, complaints = samenspel("scan", "analyse", answers, "--out", target, "--lang", "en")
        assert (code, complaints.count("\n")) == (2, 1)


def test_a_name_and_a_title_of_broken_text_are_shown_without_it(answers, tmp_path):
    odd = answers.rename(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xffb\x1b[31m.csv")))
    done = start("scan", "analyse", odd, "--out", tmp_path / "a.html")
    assert (done.communicate()[1].count(b"\n"), done.returncode) == (1, 0)
    done = start("scan", "analyse", odd, "--title", b"t\xffi\x1b[31mtle", stdout=subprocess.PIPE)
    said = done.communicate()[0].decode()
    assert (said.splitlines()[1], done.returncode) == ("t i [31mtle", 0)
    done = start("scan", "analyse", odd.with_name(odd.name + "x"))
    assert (done.communicate()[1].count(b"\n"), done.returncode) == (1, 2)


def test_where_output_goes_nowhere_the_command_fails_with_a_sentence(answers):
    with Path("/dev/full").open("wb") as full:
        done = start("scan", "analyse", answers, "--json", stdout=full)
        complaint = done.communicate()[1].decode()
    assert done.returncode == 1
    assert complaint == "The result cannot be written to the screen or file it goes to.\n"


@pytest.mark.parametrize(
    "given", [("scan", "analyse", "FILE", "--json"), ("scan", "analyse", "FILE"), ("--help",),
              ("scan", "template")],
    ids=["json", "summary", "help", "template"],
)  # fmt: skip
def test_a_closed_pipe_ends_without_a_word(answers, given):
    reader, writer = os.pipe()
    os.close(reader)
    done = start(*(answers if word == "FILE" else word for word in given), stdout=writer)
    os.close(writer)
    assert (done.communicate()[1], done.returncode) == (b"", 1)


def test_where_nobody_hears_complaints_either_it_ends_as_quietly(tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    command = [COMMAND, "scan", "analyse", tmp_path / "none.csv"]
    done = subprocess.run(command, stdout=writer, stderr=writer, env=ENGLISH, check=False)
    os.close(writer)
    assert done.returncode == 2


def test_an_interruption_while_the_command_still_loads_is_no_fault():
    program = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer':\n"
        "            signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from importlib.metadata import entry_points\n"
        "(command,) = entry_points(group='console_scripts', name='samenspel')\n"
        "command.load()()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize(
    ("broken", "code", "said"),
    [
        ("hashlib.file_digest", 2, "“answers.csv” cannot be opened; check that you may read it.\n"),
        ("typst.compile", 1, "“/fonts” cannot be opened; check that it is there and that you "
         "may use it.\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_called_unwritable(answers, tmp_path, broken, code, said):
    module, name = broken.split(".")
    path = "" if module == "hashlib" else ", '/fonts'"
    program = (
        f"import {module}\n"
        f"def fail(*_, **__): raise OSError(5, 'Input/output error'{path})\n"
        f"{module}.{name} = fail\n"
        "from samenspel_cli.main import app\n"
        f"app(['scan', 'analyse', {str(answers)!r}, '--out', {str(tmp_path / 'a.pdf')!r}, "
        "'--lang', 'en'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.returncode) == (said, code)


def test_an_interruption_is_one_sentence(answers):
    program = (
        "import signal\nimport samenspel_cli.analyse as a\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may ignore it
        "a.read_answers = lambda *_, **__: signal.raise_signal(signal.SIGINT)\n"
        "from samenspel_cli.main import app\n"
        f"app(['scan', 'analyse', {str(answers)!r}, '--lang', 'en'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "Stopped; nothing was written.\n")


@pytest.mark.parametrize("command", ["analyse", "template"])
def test_a_file_that_is_there_is_replaced_only_when_asked(answers, tmp_path, command):
    target = tmp_path / ("a.json" if command == "analyse" else "a.csv")
    target.write_text("of last year")
    given = ["scan", command, *([answers] if command == "analyse" else [])]
    given += ["--out", target, "--lang", "en"]
    complaint = f"--out “{target}” exists already; add --force to replace it.\n"
    assert samenspel(*given) == (2, "", complaint)
    assert target.read_text() == "of last year"
    assert samenspel(*given, "--force")[0] == 0
    assert target.read_text() != "of last year"


def test_while_a_workbook_is_opened_the_bar_says_so(tmp_path):
    path = tmp_path / "large.xlsx"
    path.write_bytes(b"PK" + bytes(2_000_000))
    code, _, complaints = samenspel("scan", "analyse", path, "--lang", "en")
    assert (code, complaints.startswith("Opening the workbook ")) == (2, True)


@pytest.mark.parametrize("port", ["80000", "x", "0"])
def test_a_port_that_does_not_exist_is_a_sentence(port):
    assert samenspel("up", "--port", port, "--lang", "en") == (
        2,
        "",
        f"--port “{port}” cannot be used; expected a whole number from 1 to 65535.\n",
    )


@pytest.mark.parametrize("host", ["nowhere.invalid", "8.8.8.8", "a..b", "é" * 70, "::1", " "])
def test_an_address_that_is_not_of_this_machine_is_a_sentence(host):
    assert samenspel("up", "--host", host, "--lang", "en") == (
        2,
        "",
        f"--host “{host}” is no address of this machine; expected 127.0.0.1 for this machine "
        "alone, or 0.0.0.0 for the whole network.\n",
    )
    assert samenspel("up", "--host", host)[2].startswith(f"--host “{host}” is geen adres van")


def test_a_port_that_is_taken_is_a_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = samenspel("up", "--port", str(port))
    assert said == (2, "", f"Poort {port} is al bezet door een ander programma; kies een andere "
                    "met --port (met make: make run PORT=8001).\n")  # fmt: skip


def test_the_help_of_up_lists_its_options():
    said = samenspel("up", "--help", "--lang", "en")[1]
    assert "--port NUMBER" in said
    assert "--host ADDRESS" in said


def test_the_summary_says_which_wave_it_shows_and_what_moved(tmp_path):
    path = tmp_path / "a.csv"
    rows = [
        f"{side}{n},{side},trust,s{scale},{own},4,{wave}"
        for wave, far in (("spring", 3), ("winter", 1))
        for side, own in (("A", 4 + far), ("B", 4 - far))
        for n in range(6)
        for scale in (1, 2, 3)
    ]
    path.write_text(text_of(*rows, header="respondent,side,concept,scale,own,guess,wave"))
    said = samenspel("scan", "analyse", path, "--lang", "en", "--draws", "200")[1]
    assert "What you see is wave winter." in said
    assert "From spring to winter: A and B" in said
    assert "both moved towards each other" in said


def test_the_tolerance_is_named_in_the_summary(answers):
    said = samenspel("scan", "analyse", answers, "--lang", "en")[1]
    assert "tolerance 1 point on a range from 1 to 7" in " ".join(said.split())


def test_dutch_words_keep_their_opening_question_in_english(tmp_path):
    path = tmp_path / "a.csv"
    rows = [
        f"{side}{n},{side},vertrouwen,s{scale},{own},{own}"
        for side, own in (("A", 6), ("B", 2)) for n in range(6) for scale in (1, 2, 3)
    ]  # fmt: skip
    path.write_text(text_of(*rows))
    target = tmp_path / "a.html"
    assert samenspel("scan", "analyse", path, "--out", target, "--lang", "en")[0] == 0
    assert word_named("trust", "en").question in " ".join(target.read_text().split())
    assert "samenspel.example" not in target.read_text()


def test_means_of_a_small_group_are_shown_only_when_it_agreed(tmp_path):
    path = tmp_path / "a.csv"
    rows = [f"{s}{n},{s},trust,s1,4,4" for s, most in (("A", 3), ("B", 6)) for n in range(most)]
    path.write_text(text_of(*rows))

    def means(*options):
        said = json.loads(samenspel("scan", "analyse", path, "--json", *options)[1])
        (scale,) = said["pairs"][0]["concepts"][0]["scales"]
        return {side: scale["own"][side]["mean"] for side in "AB"}

    assert means() == {"A": None, "B": 4.0}
    assert means("--small-groups-agree") == {"A": 4.0, "B": 4.0}
