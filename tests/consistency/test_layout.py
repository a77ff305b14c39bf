import ast
import re
import subprocess
import sys
from pathlib import Path

import allauth
import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from tests.consistency import house

MODELS = [m for m in apps.get_models() if m.__module__.startswith("samenspel.")]
DOMAIN = ("choices", "models", "queries", "analyses", "rules", "actions", "forms")


def named(path):
    return str(path.relative_to(house.SRC))


def every(*kinds):
    return pytest.mark.parametrize("path", house.files_named(*kinds), ids=named)


@every("actions")
def test_actions_take_keywords_only_and_say_by_whom_and_when(path):
    assert house.actions_without_actor_or_time(path.read_text()) == []


def test_an_action_without_actor_is_found():
    sample = "def close(*, scan, at): ...\ndef move(scan, *, by, at): ...\ndef end(*, by, at): ..."
    assert house.actions_without_actor_or_time(sample) == ["close", "move"]


@every("queries", "analyses", "views", "rules", "forms")
def test_only_actions_and_tasks_write(path):
    assert house.writes(path.read_text()) == []


def test_a_write_is_found_and_a_hash_is_no_write():
    sample = "a.objects.update(b=1)\ndigest.update(b'x')\nscan.save()\nseen.update({1: 2})"
    assert house.writes(sample) == [1, 3]


@every(*DOMAIN)
def test_domain_code_does_not_read_the_clock(path):
    assert house.clock_readings(path.read_text()) == []


@pytest.mark.parametrize(
    "path", sorted((house.SRC / "samenspel_analysis").rglob("*.py")), ids=named
)
def test_the_analysis_does_not_read_the_clock(path):
    assert house.clock_readings(path.read_text()) == []


def test_a_clock_is_found_called_or_handed_over():
    sample = (
        "x = timezone.now()\ny = Field(default=timezone.now)\nz = datetime.datetime.now()\nw = now"
    )
    assert house.clock_readings(sample) == [1, 2, 3]


@every("views")
def test_a_page_has_a_template_of_its_name(path):
    assert house.pages_without_own_template(path.read_text(), house.context_of(path)) == []


def test_a_page_without_a_template_of_its_name_is_found():
    sample = "def scan(request):\n    return render(request, 'meaning/result.html#map')"
    assert house.pages_without_own_template(sample, "meaning") == ["scan"]
    assert house.pages_without_own_template(sample.replace("result", "scan"), "meaning") == []


@every("views")
def test_a_page_view_is_at_most_thirty_lines(path):
    assert house.long_functions(path.read_text(), lines=30) == []


def test_a_long_view_is_found():
    assert house.long_functions("def page():\n" + "    x = 1\n" * 30, lines=30) == [
        "page has 31 lines"
    ]
    assert house.long_functions("def page():\n" + "    x = 1\n" * 29, lines=30) == []


@every("views")
def test_every_template_a_view_names_exists(path):
    named = house.templates_named(ast.parse(path.read_text()))
    assert named - set(house.template_files()) == set()


SHOWN_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
ALLAUTH = Path(allauth.__file__).parent / "templates"  # ours stand before theirs


def test_every_template_is_used():
    sources = [p for p in house.PRODUCT.rglob("*") if p.suffix in {".py", ".html"}]
    texts = {path: path.read_text() for path in sources}
    unused = [
        name
        for name, own in house.template_files().items()
        if not any(name in text for path, text in texts.items() if path != own)
    ]
    theirs = {str(path.relative_to(ALLAUTH)) for path in ALLAUTH.rglob("*.html")}
    assert set(unused) - SHOWN_BY_DJANGO - theirs == set()


INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(house.template_files()))
def test_a_template_holds_no_inline_style_or_script(name):
    assert INLINE.findall(house.template_files()[name].read_text()) == []


def test_inline_style_and_script_are_found():
    sample = '<p style="x"><a onclick="y"><script>z</script><script defer src="u"></script><style>'
    assert len(INLINE.findall(sample)) == 4


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model):
    height = house.layers()
    own = model._meta.app_label
    targets = {
        field.related_model._meta.app_label
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model is not get_user_model()  # the settings say which model that is
    }
    assert [t for t in targets if t in height and t != own and height[t] >= height[own]] == []


def test_neighbours_stand_at_one_height_and_people_above_the_platform():
    height = house.layers()
    assert height["meaning"] == height["decisions"]
    assert height["platform"] < height["people"] < height["collaborations"] < height["meaning"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_model_has_no_save_of_its_own_and_no_hidden_order(model):
    assert "save" not in vars(model)
    assert list(model._meta.ordering) == []


WITHOUT_DJANGO = """
import importlib, pkgutil, sys
for name in {packages}:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        if module.name != "samenspel_cli.up":  # starts the product, so it knows Django
            importlib.import_module(module.name)
print(sorted({{name.partition(".")[0] for name in sys.modules}} & {{"django", "samenspel"}}))
"""


def loaded_with(packages):
    program = WITHOUT_DJANGO.format(packages=packages)
    return subprocess.check_output([sys.executable, "-c", program], text=True).strip()


def test_analysis_reports_and_command_line_start_without_django():
    packages = ["samenspel_analysis", "samenspel_report", "samenspel_cli"]
    assert loaded_with(packages) == "[]"


def test_django_would_be_noticed():
    assert loaded_with(["django.utils"]) == "['django']"
