"""What docs/operate says is what can be done: each command, each setting, each file of deploy."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.beside import database_address
from tests.consistency import house

DOCS = {"en": house.ROOT / "docs/operate/index.md", "nl": house.ROOT / "docs/nl/operate/index.md"}
DEPLOY = house.ROOT / "deploy"
SAMENSPEL = Path(sys.executable).with_name("samenspel")
LANGUAGES = pytest.mark.parametrize("language", DOCS)
READ = re.compile(r'\benv\.\w+\(\s*"([A-Z_]+)"')


def blocks(language):
    """The commands of the page, each on its line."""
    found = re.findall(r"^```sh\n(.*?)^```", DOCS[language].read_text(), re.M | re.S)
    return [line for block in found for line in block.splitlines()]


def settings_read():
    return set(READ.findall((house.PRODUCT / "config/settings.py").read_text()))


def instructions():
    """The instructions of the container file by name."""
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    found = [line.split(maxsplit=1) for line in lines if line and line[0] != "#"]
    return [(name, said) for name, said in found]


def commands_of_ours(text):
    """What follows `samenspel` where it is called, up to the first option or file."""
    called = re.findall(r"(?:^|[ /])samenspel((?: [a-z]+)+)(?= |$|`|\")", text, re.M)
    return {words.strip() for words in called}


@LANGUAGES
def test_both_pages_name_every_setting_and_no_other(language):
    named = re.findall(r"^\| `([A-Z_]+)` \|", DOCS[language].read_text(), re.M)
    assert sorted(named) == sorted(settings_read())
    assert len(named) > 20


def test_both_pages_have_the_same_commands():
    assert blocks("nl") == blocks("en")
    assert len(blocks("en")) > 20


@pytest.mark.parametrize(
    "command", ["up", "check", "administrator", "backup", "restore", "audit verify"]
)
def test_every_command_that_is_named_exists(command):
    texts = [DOCS["en"].read_text(), *(path.read_text() for path in DEPLOY.iterdir())]
    named = set.union(*map(commands_of_ours, texts))
    assert any(each.startswith(command) for each in named), named
    said = subprocess.run([SAMENSPEL, *command.split(), "--help"], capture_output=True, check=False)
    assert said.returncode == 0


def test_the_page_names_no_command_that_nobody_tried():
    tried = {"up", "check", "administrator", "backup", "restore", "audit verify"}
    for line in blocks("en"):
        words = shlex.split(line)
        if words[0] == "samenspel":
            assert " ".join(words[1:3]) in tried or words[1] in tried, line


def test_every_file_of_deploy_that_is_named_is_there():
    text = "\n".join(path.read_text() for path in (*DOCS.values(), DEPLOY / "Containerfile"))
    named = set(re.findall(r"deploy/([\w.-]*\w)", text))
    assert named == {path.name for path in DEPLOY.iterdir()}


def test_the_container_takes_the_steps_of_the_page():
    steps = [said for name, said in instructions() if name == "RUN"]
    assert len(steps) == 3
    for step in steps:
        usual = step.removesuffix(' "$WITH"')  # what is asked for besides, if anything
        assert any(line.startswith(usual) for line in blocks("en")), step
    assert ("ARG", "WITH=run") in instructions()
    said = dict(instructions())
    assert said["WORKDIR"] == "/opt/samenspel"
    assert said["USER"] == "samenspel"  # not root
    assert [name for name, _said in instructions()].index("USER") > 4
    assert set(re.findall(r"([A-Z_]+)=", said["ENV"])) <= settings_read()
    for secret in ("SECRET_KEY", "DATABASE_URL", "EMAIL_URL"):
        assert secret not in (DEPLOY / "Containerfile").read_text()


def test_nothing_of_a_checkout_that_may_not_be_in_an_image_gets_into_it():
    left_out = (house.ROOT / ".dockerignore").read_text().splitlines()
    assert {".git", "var", ".venv"} <= set(left_out)


@pytest.mark.parametrize("name", ["samenspel.service", "samenspel-backup.service"])
def test_the_services_find_the_settings_where_the_page_puts_them(name):
    unit = (DEPLOY / name).read_text()
    assert "Environment=SAMENSPEL_SETTINGS=/etc/samenspel.env\n" in unit
    assert "Environment=SAMENSPEL_DATA_DIR=/var/lib/samenspel\n" in unit
    assert "User=samenspel\n" in unit
    assert "WorkingDirectory=/opt/samenspel\n" in unit


def run(*command, **environment):
    kept = {k: v for k, v in os.environ.items() if k not in {*settings_read(), "DJANGO_SETTINGS"}}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=kept | environment
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nl", "is niets onveiligs gevonden"), ("en", "Nothing unsafe was found")],
)
def test_the_example_of_settings_is_safe(tmp_path, language, sentence):
    said = run(
        str(SAMENSPEL), "check", "--lang", language, SAMENSPEL_DATA_DIR=str(tmp_path / "data"),
        SAMENSPEL_SETTINGS=str(DEPLOY / "samenspel.env"),
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (0, "")
    assert sentence in said.stdout


def test_what_is_in_the_environment_goes_before_the_file(tmp_path):
    said = run(
        str(SAMENSPEL), "check", SAMENSPEL_DATA_DIR=str(tmp_path / "data"), HTTPS="false",
        SAMENSPEL_SETTINGS=str(DEPLOY / "samenspel.env"),
    )  # fmt: skip
    assert (said.returncode, "(HTTPS)" in said.stdout) == (1, True)


def test_settings_that_cannot_be_read_are_named(tmp_path):
    said = run(str(SAMENSPEL), "check", SAMENSPEL_SETTINGS=str(tmp_path / "nergens.env"))
    assert said.returncode == 2
    assert "nergens.env’ kan niet worden gelezen" in said.stderr
    assert "Traceback" not in said.stderr


POOL = """
import django, json, threading
django.setup()
from django.db import connection
seen = set()
def ask():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), current_setting('application_name')")
        seen.add(cursor.fetchone())
    connection.close()
for _ in range(12):
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
print(json.dumps([connection.settings_dict["OPTIONS"], sorted(seen)]))
"""


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no pool")
def test_postgresql_is_asked_through_a_pool_and_as_its_address_asks():
    """A dozen threads share its connections, and what stands behind the address still holds."""
    said = run(
        sys.executable, "-c", POOL, DJANGO_SETTINGS_MODULE="samenspel.config.settings", DEMO="true",
        DATABASE_URL=f"{database_address()}?sslmode=prefer&application_name=buurt",
    )  # fmt: skip
    options, seen = json.loads(said.stdout.splitlines()[-1])
    assert options["sslmode"] == "prefer"
    assert len(seen) <= 4  # what a pool holds at the least
    assert {name for _process, name in seen} == {"buurt"}


def test_a_mail_server_is_not_spoken_to_in_the_open_by_mistake(tmp_path):
    said = run(
        str(SAMENSPEL), "check", SAMENSPEL_DATA_DIR=str(tmp_path / "data"),
        EMAIL_URL="smtp+tls://u:<geheim>@mail.example:587",
    )  # fmt: skip
    assert (said.returncode, "submission://" in said.stderr) == (1, True)
    assert "geheim" not in said.stdout + said.stderr


def test_a_database_that_was_never_prepared_is_said(tmp_path):
    data = str(tmp_path / "data")
    said = run(str(SAMENSPEL), "administrator", "a@b.example", SAMENSPEL_DATA_DIR=data)
    assert said.returncode == 2
    assert "is ‘samenspel up’ hier ooit gedraaid?" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_backup_of_nothing_says_that_there_is_nothing(tmp_path):
    data = str(tmp_path / "data")
    said = run(str(SAMENSPEL), "backup", str(tmp_path / "x.zip"), SAMENSPEL_DATA_DIR=data)
    assert (said.returncode, said.stderr) == (1, "Hier is nog geen database van deze versie.\n")
    assert not (tmp_path / "x.zip").exists()


def test_the_command_of_the_service_takes_its_settings_along(tmp_path):
    """As the user of the service; here a name that is ours, and a tree where it stands."""
    tree = tmp_path / "tree"
    (tree / ".venv/bin").mkdir(parents=True)
    (tree / "deploy").mkdir()
    shutil.copy(DEPLOY / "samenspel", tree / "deploy/samenspel")
    (tree / ".venv/bin/samenspel").write_text(
        '#!/bin/sh\necho "$SAMENSPEL_SETTINGS $SAMENSPEL_DATA_DIR $*"\n'
    )
    (tree / ".venv/bin/samenspel").chmod(0o755)
    (tree / "id").write_text("#!/bin/sh\necho samenspel\n")
    (tree / "id").chmod(0o755)
    link = tmp_path / "samenspel"
    link.symlink_to(tree / "deploy/samenspel")
    said = run(str(link), "backup", "a b.zip", PATH=f"{tree}:{os.environ['PATH']}")
    assert said.stdout == "/etc/samenspel.env /var/lib/samenspel backup a b.zip\n"
