"""Where the house keeps its code, and the rules over syntax that several tests share."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
PRODUCT = SRC / "samenspel"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
    "select_for_update",
}
CLOCKS = {
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
}


def files_named(*kinds: str) -> list[Path]:
    """The modules of every context that are one of these kinds, a file or a package."""
    return sorted(
        path
        for kind in kinds
        for path in [*PRODUCT.glob(f"*/{kind}.py"), *PRODUCT.glob(f"*/{kind}/*.py")]
    )


def kept_files() -> list[Path]:
    """Every file that is in the repository or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def context_of(path: Path) -> str:
    """The context a module of the product belongs to."""
    return path.relative_to(PRODUCT).parts[0]


def public_functions(source: str) -> list[ast.FunctionDef]:
    """The functions at the top of a module that others may call."""
    body = ast.parse(source).body
    return [n for n in body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def actions_without_actor_or_time(source: str) -> list[str]:
    """Actions that take positional arguments, or do not say by whom and when."""
    return [
        function.name
        for function in public_functions(source)
        if function.args.args
        or function.args.posonlyargs
        or not {"by", "at"} <= {argument.arg for argument in function.args.kwonlyargs}
    ]


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "update":  # of a queryset; a dict or a hash is updated with a value
        return bool(call.keywords) and not call.args
    return call.func.attr in WRITES


def writes(source: str) -> list[int]:
    """The lines that change something in the database."""
    nodes = ast.walk(ast.parse(source))
    return sorted(n.lineno for n in nodes if isinstance(n, ast.Call) and _is_write(n))


def clock_readings(source: str) -> list[int]:
    """The lines that ask what time it is."""
    return sorted(
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and (getattr(node.value, "id", getattr(node.value, "attr", "")), node.attr) in CLOCKS
    )


def templates_named(tree: ast.AST) -> set[str]:
    """The templates whose names stand in a piece of syntax, fragments left off."""
    texts = {str(n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    names = {text.partition("#")[0] for text in texts}
    return {name for name in names if re.fullmatch(r"[\w/]+/\w+\.html", name)}


def _is_render(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render"


def pages_without_own_template(source: str, context: str) -> list[str]:
    """Views that show a page and nowhere name the template that has their name."""
    return [
        function.name
        for function in public_functions(source)
        if any(_is_render(node) for node in ast.walk(function))
        and f"{context}/{function.name}.html" not in templates_named(function)
    ]


def template_files() -> dict[str, Path]:
    """Every template of the product by the name under which it is asked for."""
    return {
        str(path.relative_to(folder)): path
        for folder in PRODUCT.glob("*/templates")
        for path in folder.rglob("*.html")
    }


def long_functions(source: str, lines: int) -> list[str]:
    """Functions of more than so many lines."""
    return [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= lines
    ]


def layers() -> dict[str, int]:
    """How high each context stands; neighbours share a number, `config` is the highest."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    order = next(c for c in contracts if c["id"] == "contexts")["layers"]
    heights = enumerate(reversed(order))
    return {name.strip(" ()"): height for height, line in heights for name in line.split("|")}


def snake(name: str) -> str:
    """`ScanResult` as `scan_result`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
