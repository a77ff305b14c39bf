import re
import tomllib

import pytest
import yaml
from django.apps import apps

from tests.consistency import house

DOCS = house.ROOT / "docs"
PAGES = [*sorted((DOCS / "nl").rglob("*.md")), *sorted(DOCS.rglob("*.nl.md"))]
METHODS = sorted(p.name for p in (house.SRC / "samenspel_analysis").iterdir() if p.is_dir())
METHODS = [name for name in METHODS if not name.startswith("_")]
OWN_MODELS = [m for m in apps.get_models() if m.__module__.startswith("samenspel.")]


def headings(text):
    """The levels of the headings of a page, code blocks left out."""
    prose = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#{1,6}) \S", prose, re.MULTILINE)]


def english_of(page):
    """The English page that a Dutch page stands beside."""
    if page.name.endswith(".nl.md"):
        return page.with_name(page.name.replace(".nl.md", ".md"))
    return DOCS / page.relative_to(DOCS / "nl")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_dutch_page_has_the_headings_of_the_english_page(page):
    assert headings(page.read_text()) == headings(english_of(page).read_text())


def test_a_heading_in_a_code_block_is_no_heading():
    assert headings("# A\n```\n# b\n```\n## C\ntext # d") == [1, 2]


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("ending", [".md", ".nl.md"])
def test_every_method_has_a_page_in_both_languages(name, ending):
    assert (DOCS / "methods" / f"{name}{ending}").is_file()


METHOD_PAGES = sorted(p for p in (DOCS / "methods").glob("*.md") if "." not in p.stem)


@pytest.mark.parametrize("page", METHOD_PAGES, ids=lambda page: page.stem)
def test_a_method_page_has_its_five_parts_and_a_dutch_page_beside_it(page):
    assert page.with_suffix(".nl.md").is_file()
    lines = page.read_text().casefold().splitlines()
    titles = " / ".join(line for line in lines if line.startswith("#"))
    parts = ["question", "formula", "assum", "limit", "worked example"]
    assert [part for part in parts if part not in titles] == []


def links(text):
    """The files that a page points at."""
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#|/", target)]


@pytest.mark.parametrize(
    "page",
    [path for path in house.kept_files() if path.suffix == ".md"],
    ids=lambda page: str(page.relative_to(house.ROOT)),
)
def test_a_page_points_at_files_that_exist(page):
    assert [link for link in links(page.read_text()) if not (page.parent / link).exists()] == []


def test_a_broken_link_is_found():
    assert links("[a](b.md#c) [d](https://x.example) ![e](f/g.png) [h](#i)") == ["b.md", "f/g.png"]


def test_decisions_are_numbered_without_gaps_and_say_why():
    decisions = sorted((DOCS / "adr").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text()
        assert text.startswith(f"# {path.name[:4]} "), path.name
        assert re.findall(r"^## (.+)", text, re.MULTILINE) == ["Why", "Decision", "Price"], (
            path.name
        )
        assert len(text.splitlines()) <= 40, path.name


# data policy -----------------------------------------------------------------------------------


def unclassified(policy, model):
    """The columns of a model that the data policy does not speak of, and the other way round."""
    columns = {field.name for field in model._meta.get_fields() if field.concrete}
    known = set(policy.get(model._meta.label, {}).get("fields", {}))
    return columns ^ known


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_the_data_policy_covers_every_field(model):
    policy = tomllib.loads((DOCS / "data-policy.toml").read_text())
    assert unclassified(policy, model) == set()


# publiccode.yml --------------------------------------------------------------------------------

PUBLIC_CODE = house.ROOT / "publiccode.yml"
CATEGORIES = {
    "collaboration",
    "digital-citizenship",
    "online-community",
    "survey",
    "feedback-and-reviews-management",
    "data-analytics",
}
MANDATORY = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "maintenance.contacts",
    "localisation.localisationReady",
    "localisation.availableLanguages",
]
DEPRECATED = {"monochromeLogo", "inputTypes", "outputTypes", "genericName"}


def at(tree, path):
    for key in path.split("."):
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def public_code_faults(tree):
    faults = [path for path in MANDATORY if at(tree, path) in (None, "", [], {})]
    faults += sorted(DEPRECATED & set(tree))
    descriptions = tree.get("description", {})
    for language, text in descriptions.items():
        if not 0 < len(text.get("shortDescription", "")) <= 150:
            faults.append(f"{language}.shortDescription")
        if not 150 <= len(text.get("longDescription", "")) <= 10_000:
            faults.append(f"{language}.longDescription")
        if not 5 <= len(text.get("features", [])) <= 20:
            faults.append(f"{language}.features")
    faults += sorted(set(tree.get("categories", [])) - CATEGORIES)
    return faults


def test_the_description_for_public_bodies_is_complete():
    tree = yaml.safe_load(PUBLIC_CODE.read_text())
    assert public_code_faults(tree) == []
    assert tree["publiccodeYmlVersion"] == "0.7"
    assert (
        set(tree["description"]) == set(tree["localisation"]["availableLanguages"]) == {"nl", "en"}
    )
    assert all(contact["name"] and contact["email"] for contact in tree["maintenance"]["contacts"])


def test_the_description_for_public_bodies_speaks_of_this_version_and_licence():
    tree = yaml.safe_load(PUBLIC_CODE.read_text())
    assert tree["softwareVersion"] == house.PROJECT["project"]["version"]
    assert tree["legal"]["license"] == house.PROJECT["project"]["license"] == "EUPL-1.2"
    assert "EUPL-1.2" in (house.ROOT / "LICENSE").read_text()


def test_a_description_with_gaps_is_found():
    tree = {"name": "x", "categories": ["games"], "description": {"nl": {"features": []}}}
    assert {"url", "nl.shortDescription", "nl.features", "games"} <= set(public_code_faults(tree))


# commands --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_a_newcomer_reads_exists(name):
    makefile = (house.ROOT / "Makefile").read_text()
    commands = set(re.search(r"^commands = (.+)$", makefile, re.MULTILINE)[1].split())
    text = (house.ROOT / name).read_text()
    named = set(re.findall(r"(?:`|^\s*(?:\$ )?)make ([a-z][a-z-]*)", text, re.MULTILINE))
    assert {"run", "test"} <= named
    assert named - commands == set()


def test_continuous_integration_runs_only_what_the_readme_names():
    lines = (house.ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line.strip() and not line.startswith("#")]
    assert commands[:2] == ["set -euo pipefail", 'cd "$(dirname "$0")/.."']
    readme = (house.ROOT / "README.md").read_text()
    assert [
        c for c in commands[2:] if not re.fullmatch(r"make [a-z-]+", c) or c not in readme
    ] == []


def test_a_version_has_a_place_in_the_changelog():
    assert f"## {house.PROJECT['project']['version']} " in (house.ROOT / "CHANGELOG.md").read_text()


BRACKETS = str.maketrans("", "", "()")


def unbracketed(name):
    return name.translate(BRACKETS)


@pytest.mark.parametrize("page", ["architecture.md", "nl/architecture.md"])
def test_the_architecture_page_draws_the_layers_that_are_kept(page):
    contracts = house.PROJECT["tool"]["importlinter"]["contracts"]
    drawn = re.search(r"```\n(config .+?)```", (DOCS / page).read_text(), re.DOTALL)[1]
    lines = [re.split(r"\s{3,}", line)[0].strip() for line in drawn.strip().splitlines()]
    kept = next(c["layers"] for c in contracts if c["id"] == "contexts")
    assert [*map(unbracketed, lines)] == [*map(unbracketed, kept)]
    names = [name.strip() for line in lines for name in line.split("|")]
    built = [name for name in names if name == unbracketed(name)]
    assert built == [n for n in map(unbracketed, names) if (house.PRODUCT / n).is_dir()]


@pytest.mark.parametrize("page", ["standards.md", "nl/standards.md"])
def test_what_shows_a_standard_is_there(page):
    named = re.findall(
        r"`((?:tests/|LICENSE|CHANGELOG|pyproject|publiccode)[\w./-]*)`", (DOCS / page).read_text()
    )
    assert len(named) >= 10
    assert [name for name in named if not (house.ROOT / name).exists()] == []
