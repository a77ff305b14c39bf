import re
import tomllib

import pytest

from tests.consistency import house

LINES = 300
COUNTED = {".py", ".css", ".js", ".html", ".sh", ".typ", ".j2"}
ROOT_FILES = [
    "README.md",
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "GOVERNANCE.md",
    "LICENSE",
    "SECURITY.md",
    "SUPPORT.md",
    "publiccode.yml",
    "Makefile",
    "docs/architecture.md",
    "docs/data-policy.toml",
    "docs/glossary.toml",
    "docs/standards.md",
]
# Joined from halves, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w./-])/(?:wor" + r"k|home/\w+|root|Users/\w+)(?=/|\b)",
    "a temporary path of one machine": r"(?<![\w./-])/tm" + r"p(?=/|\b)",
    "a package registry": "pypi.o" + r"rg/simple|files\.pythonho" + r"sted|registry\.npm" + "js",
    "an index option": r"(?<!emit)-(?:extra-)?index-u" + "rl",
    "a private key": "BEGIN [A-Z ]*PRIVATE " + "KEY",
    "an access key": r"\bAKI" + r"A[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bgl" + r"pat-[\w-]{20}",
    "a password in an address": r"\b[a-z]+://[\w.-]+:[^\s@/{}<>*]{3,}@" + r"[\w-]+\.",
}


def forbidden(text):
    return [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]


def test_no_machine_path_registry_address_or_secret_is_in_the_tree():
    found = {
        str(path.relative_to(house.ROOT)): names
        for path in house.kept_files()
        if (names := forbidden(path.read_bytes().decode(errors="ignore")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("see /wor" + "k/main/x", "a path of one machine"),
        ('"/home/' + 'noor/x"', "a path of one machine"),
        ("see /tm" + "p/x.png", "a temporary path of one machine"),
        ("https://pypi.o" + "rg/simple/numpy", "a package registry"),
        ("pip install --index-u" + "rl x", "an index option"),
        ("-----BEGIN RSA PRIVATE " + "KEY-----", "a private key"),
        ("postgres://samenspel:geh" + "eim@db.example", "a password in an address"),
    ],
)
def test_what_may_not_be_in_the_tree_is_found(text, what):
    assert forbidden(text) == [what]


def test_ordinary_text_is_let_through():
    assert forbidden("and/workshop network/work-in-progress --no-emit-index" + "-url ./work") == []


def test_files_stay_within_their_budget():
    lengths = {
        str(path.relative_to(house.ROOT)): len(path.read_text().splitlines())
        for path in house.kept_files()
        if path.suffix in COUNTED and "migrations" not in path.parts
    }
    assert {name: length for name, length in lengths.items() if length > LINES} == {}


def test_the_linter_keeps_functions_within_their_budget():
    lint = house.PROJECT["tool"]["ruff"]["lint"]
    assert lint["pylint"]["max-statements"] == 30
    assert lint["pylint"]["max-branches"] == 8
    assert house.PROJECT["tool"]["ruff"]["line-length"] == 100


@pytest.mark.parametrize("name", ROOT_FILES)
def test_a_file_that_a_stranger_looks_for_is_there_and_says_something(name):
    assert (house.ROOT / name).read_text().strip()


def test_no_file_is_left_for_later():
    pattern = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME|XX" + r"X)\b")
    found = [
        str(path.relative_to(house.ROOT))
        for path in house.kept_files()
        if path.suffix in COUNTED | {".md", ".toml", ".yml"} and pattern.search(path.read_text())
    ]
    assert found == []


def declared_dependencies():
    project = house.PROJECT["project"]
    extras = project["optional-dependencies"].values()
    groups = house.PROJECT["dependency-groups"].values()
    return [*project["dependencies"], *(d for group in [*extras, *groups] for d in group)]


def without_reason(text, dependencies):
    lines = text.splitlines()
    return [
        dependency
        for dependency in dependencies
        if not any(re.search(rf'"{re.escape(dependency)}".*  # \w', line) for line in lines)
    ]


def test_every_dependency_has_a_reason():
    text = (house.ROOT / "pyproject.toml").read_text()
    assert without_reason(text, declared_dependencies()) == []


def test_a_dependency_without_reason_is_found():
    sample = 'dependencies = [\n  "numpy>=2",  # arrays\n  "scipy>=1",\n]'
    assert without_reason(sample, tomllib.loads(sample)["dependencies"]) == ["scipy>=1"]


def locked(text):
    """Name and version of every requirement, and whether it carries a hash."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    heads = [(re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.!+]+)", block), block) for block in blocks]
    return {
        (head[1].lower().replace("_", "-"), head[2], "--hash=sha256:" in block)
        for head, block in heads
        if head
    }


@pytest.mark.parametrize("name", ["run", "dev", "s3"])
def test_a_lock_pins_every_requirement_with_a_hash_and_names_no_index(name):
    text = (house.ROOT / "requirements" / f"{name}.txt").read_text()
    pins = locked(text)
    top = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(top) >= len({pin[0] for pin in pins}) > 20
    assert [line for line in top if "==" not in line] == []
    assert [pin for pin in pins if not pin[2]] == []
    assert re.findall(r"https?://|--(?:extra-)?index|--find-links| @ ", text) == []


def test_a_lock_line_without_hash_is_found():
    text = "numpy==2.3.1 \\\n    --hash=sha256:ab\nrich==14.0\n    # via typer\n"
    assert locked(text) == {("numpy", "2.3.1", True), ("rich", "14.0", False)}


def test_all_locks_hold_what_the_project_asks_for_in_one_version():
    run, dev, s3 = (
        locked((house.ROOT / "requirements" / f"{name}.txt").read_text())
        for name in ("run", "dev", "s3")
    )
    assert run - s3 == set()
    assert s3 - dev == set()
    names = {re.match(r"[\w.-]+", d)[0].lower().replace("_", "-") for d in declared_dependencies()}
    assert names - {pin[0] for pin in dev} == set()
