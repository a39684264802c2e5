"""The form of the code: sizes, names, and what start-up may load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "renovate_kit").rglob("*.py"))

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
BAGS = frozenset({"base", "common", "helper", "helpers", "misc", "types", "util", "utils"})


def name_of(module: Path) -> str:
    return str(module.relative_to(ROOT))


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_module_is_short_enough_to_be_read_in_one_go(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_functions_fit_a_screen(module: Path) -> None:
    too_long = {
        function.name: length
        for function in functions(module)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }

    assert too_long == {}


def test_every_module_is_named_after_its_job() -> None:
    bags = {name_of(module) for module in MODULES if BAGS & set(module.with_suffix("").parts)}

    assert bags == set()


def test_start_up_loads_no_heavy_module() -> None:
    script = ROOT / "benchmarks" / "startup.py"

    finished = subprocess.run(
        [sys.executable, script, "--imports-only"], capture_output=True, text=True, check=False
    )

    assert finished.stdout == "heavy modules at start-up: none\n"
    assert finished.returncode == 0


def test_the_environment_has_one_reader() -> None:
    readers = [
        name_of(module)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
        and getattr(node, "attr", getattr(node, "id", "")) in {"environ", "getenv"}
    ]
    assert set(readers) == {"renovate_kit/cli/settings.py"}
