"""The page for developers is true: its examples are run as they stand there."""

import json
import re
import subprocess
from shutil import which

import pytest
from django.conf import settings
from django.utils.text import slugify

from samenspel.collaborations.models import Party
from samenspel.meaning.management.commands.load_example import ANSWERS
from samenspel.meaning.models import Scan
from samenspel.meaning.tasks import read_answer_file
from samenspel.platform.models import Job
from samenspel.platform.programs import areas
from tests.make import make_collaboration, make_party, make_person
from tests.make_programs import API, key_of

PAGES = ["api.md", "nl/api.md"]
EXAMPLE = re.compile(r"```sh\n(.+?)```", re.DOTALL)


def examples(page):
    return EXAMPLE.findall((settings.DOCS / page).read_text())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(which("curl") is None, reason="no curl here")
@pytest.mark.parametrize("page", PAGES)
def test_the_examples_work_as_they_stand_there(live_server, page, tmp_path):
    person = make_person()
    party = make_party("Ons", person=person)
    (tmp_path / "antwoorden.csv").write_bytes(ANSWERS.read_bytes())
    known = {
        "KEY": key_of(person)["Authorization"].removeprefix("Bearer "),
        "SITE": live_server.url,
        "PARTY": str(party.pk),
        "COLLABORATION": str(make_collaboration(party).pk),
        "PATH": "/usr/bin:/bin",
    }
    read, write, bring_in = (
        json.loads(subprocess.check_output(["sh", "-c", each], env=known, cwd=tmp_path))
        for each in examples(page)
    )
    assert [each["name"] for each in read["items"]] == ["Ons"]
    assert Party.objects.get(pk=write["id"]).name == "Volle Tafel"
    read_answer_file.call(bring_in["id"])
    assert Job.objects.get().outcome == {"scan": Scan.objects.get().pk}


def test_both_pages_have_the_same_examples():
    one, other = (examples(page) for page in PAGES)
    assert one == other
    assert len(one) == 3


@pytest.mark.django_db
def test_the_page_leads_to_each_subject_with_its_scopes(client):
    page = client.get(f"{API}/docs").text
    for area in areas():
        assert f'href="#{slugify(area)}"' in page
        assert f'id="{slugify(area)}"' in page
        assert f"<code>{area}:read</code>, <code>{area}:write</code>" in page
    assert "<code>description:read</code>" not in page
