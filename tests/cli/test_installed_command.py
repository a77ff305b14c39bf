import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from tests.intake.files import text_of

COMMAND = Path(sys.executable).with_name("samenspel")


def run(*arguments):
    return subprocess.run(
        [COMMAND, *arguments], capture_output=True, text=True, check=False,
        env=os.environ | {"SAMENSPEL_LANG": "en"},
    )  # fmt: skip


def test_the_installed_command_helps_in_both_languages():
    assert "Find out what shared words mean to each partner." in run("--help").stdout
    assert "Zo gebruik je het: samenspel" in run("--help", "--lang", "nl").stdout
    assert run().stdout == run("--help").stdout


def test_the_installed_command_tells_its_version():
    assert run("--version").stdout == f"{version('samenspel')}\n"
    assert "--version" in run("--help").stdout


def test_the_installed_command_says_where_a_file_is_wrong(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(text_of("ann,A,word,s1,none,2"))
    done = run("scan", "analyse", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Row 2, column “own”: “none” is not a number; expected a number from 1 to 7.\n"
    )


def test_help_loads_nothing_heavy():
    heavy = ["numpy", "scipy", "typst", "django", "rich", "babel", "jinja2"]
    program = (
        "import sys\nfrom samenspel_cli.main import app\n"
        "try:\n    app(['scan', 'analyse', '--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"
