"""The page for developers is true: its examples are run as they stand there."""

import json
import re
import subprocess
from shutil import which

import pytest
from django.conf import settings

from samenspel.collaborations.models import Party
from tests.make import make_party, make_person
from tests.make_programs import key_of

PAGES = ["api.md", "nl/api.md"]
EXAMPLE = re.compile(r"```sh\n(.+?)```", re.DOTALL)


def examples(page):
    return EXAMPLE.findall((settings.DOCS / page).read_text())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(which("curl") is None, reason="no curl here")
@pytest.mark.parametrize("page", PAGES)
def test_the_examples_work_as_they_stand_there(live_server, page):
    person = make_person()
    make_party("Ons", person=person)
    key = key_of(person)["Authorization"].removeprefix("Bearer ")
    read, write = (
        json.loads(subprocess.check_output(
            ["sh", "-c", each],
            env={"KEY": key, "SITE": live_server.url, "PATH": "/usr/bin:/bin"},
        ))
        for each in examples(page)
    )  # fmt: skip
    assert [each["name"] for each in read["items"]] == ["Ons"]
    assert Party.objects.get(pk=write["id"]).name == "Volle Tafel"


def test_both_pages_have_the_same_examples():
    one, other = (examples(page) for page in PAGES)
    assert one == other
    assert len(one) == 2
