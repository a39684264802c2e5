"""What the documents, the Makefile and the shipped material promise."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from renovate_kit import errors

ROOT = Path(__file__).resolve().parents[1]
FOLDERS_WITH_DOCUMENTS = ("benchmarks", "config", "docs", "reports", "requirements", "tests/data")
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(path for name in FOLDERS_WITH_DOCUMENTS for path in (ROOT / name).rglob("README.md")),
    ]
)
ORACLE = os.environ.get("RENOVATE_ORACLE")

# What a document may name without the repository holding it: made on the way, or of the reader's.
MADE_LATER = (".venv", ".cache", "renovate.json", "renovate-kit.toml", ".github/")
PATH_IN_TEXT = re.compile(r"`(\.?[\w-]+(?:/[\w.<>*-]+)+/?|[\w-]+\.(?:md|toml|txt|py|sh))`")
EXAMPLE_TITLE = re.compile(r"^(?:Wrong|Right) \(.*\):$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")


@dataclass(frozen=True)
class Example:
    """One `$ command` of a console block, and the lines below it."""

    document: Path
    command: str
    output: str

    def __str__(self) -> str:
        return f"{self.document.name}: {self.command}"


def examples(document: Path) -> Iterator[Example]:
    text = document.read_text(encoding="utf-8")
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.replace("\\\n", "").partition("\n")
            yield Example(document, command, output)


EXAMPLES = [example for document in DOCUMENTS for example in examples(document)]
RUNNABLE = [
    example for example in EXAMPLES if example.command.startswith(("renovate-kit ", "echo "))
]


def is_a_word(named: str) -> bool:
    """Something like `owner/name`: no file's ending, no folder's slash, no folder of ours."""
    first = named.partition("/")[0]
    return not Path(named).suffix and not named.endswith("/") and not (ROOT / first).exists()


def named_paths(document: Path) -> Iterator[Path]:
    text = document.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        yield document.parent / target
    for named in PATH_IN_TEXT.findall(EXAMPLE_TITLE.sub("", text)):
        if named.startswith(MADE_LATER) or is_a_word(named):
            continue
        known_part = re.split(r"[<*]", named, maxsplit=1)[0]
        if known_part != named:
            known_part = known_part.rpartition("/")[0]
        beside = document.parent / known_part
        yield beside if beside.exists() else ROOT / known_part


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The parts of a checkout that the commands in the documents touch, safe to write to."""
    for name in ("config", "reports", "tests/data/logs/picluster"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def run_in(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "TZ": "UTC",
        "COLUMNS": "100",
    }
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_paths_that_a_document_names_exist(document: Path) -> None:
    missing = [str(path) for path in named_paths(document) if not path.exists()]

    assert missing == []


def test_readme_shows_a_first_session() -> None:
    assert [example.command for example in examples(ROOT / "README.md")] != []


@pytest.mark.parametrize(
    "document", sorted({example.document for example in RUNNABLE}), ids=name_of
)
def test_commands_of_a_document_print_what_it_shows(document: Path, clone: Path) -> None:
    for example in RUNNABLE:
        if example.document == document:
            shown = run_in(clone, example.command).stdout

            assert shown == example.output, str(example)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_make_targets_that_a_document_names_exist(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = re.findall(
        r"(?:^|`|\$ )make (?:[A-Z]+=\S+ )*([a-z-]+)", document.read_text("utf-8"), re.MULTILINE
    )

    assert set(named) <= targets


def test_make_alone_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    listed = run_in(ROOT, "make").stdout

    for target in re.findall(r"^\.PHONY: ([a-z-]+)$", makefile, re.MULTILINE):
        assert re.search(rf"^make {target} +\S", listed, re.MULTILINE), target


def test_make_says_which_python_it_needs(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\n', encoding="utf-8")
    old.chmod(0o755)
    for name in ("Makefile", "pyproject.toml", "requirements/dev.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)

    finished = run_in(tmp_path, f"make PYTHON={old} test")

    assert finished.returncode != 0
    assert "needs Python 3.11 or newer" in finished.stdout
    assert "Python 3.9.2" in finished.stdout
    assert "make PYTHON=python3.11 test" in finished.stdout
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=name_of)
def test_lock_pins_by_hash_and_names_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]

    assert entries != []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.search(r"^--|://|^/", text, re.MULTILINE) is None


def test_exit_codes_are_documented() -> None:
    documented = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")

    for failure in errors.RenovateKitError.__subclasses__():
        assert f"| {failure.exit_code} |" in documented, failure.__name__


@pytest.mark.oracle
@pytest.mark.skipif(
    ORACLE is None, reason="RENOVATE_ORACLE names no real Renovate; see make oracle"
)
@pytest.mark.parametrize("config", sorted((ROOT / "config").rglob("renovate.json")), ids=name_of)
def test_renovate_itself_accepts_the_shipped_configs(config: Path) -> None:
    oracle = Path(str(ORACLE))
    node = next(oracle.glob("node_modules/node-*/bin"))
    validator = oracle / "node_modules" / ".bin" / "renovate-config-validator"

    finished = subprocess.run(
        [validator, "--strict", "--no-global", config],
        env={"PATH": f"{node}:{os.environ['PATH']}", "HOME": os.environ["HOME"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stdout
    assert "Config validated successfully" in finished.stdout
