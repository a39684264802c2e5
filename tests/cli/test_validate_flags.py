import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import renovate_kit.cli
from renovate_kit.cli.app import app_for
from renovate_kit.cli.flags import FlagValues, parse_flags
from renovate_kit.cli.validate_request import FLAGS, ValidateRequest, request_from
from renovate_kit.errors import UsageError
from tests.commandline import Run

WARNING = '{"labels": ["a"], "autodiscover": true}'
OUTDATED = '{"masterIssue": true}'
INFO = "{} // renovate-kit: ignore[RK101]"
UNKNOWN = '{"labls": []}'


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "renovate.json"


def calls() -> Iterator[tuple[str, ...]]:
    """Every flag alone and every pair of flags, each with all of its choices."""
    samples = {"select": "unknown-option,RK103", "ignore": "RK101", "renovate_version": "44"}
    spellings: list[list[tuple[str, ...]]] = []
    for flag in FLAGS:
        if not flag.has_value:
            spellings.append([(flag.name,)])
            continue
        values = flag.choices or (samples.get(flag.field, f"{flag.field}.json"),)
        spellings.append([(flag.name, value) for value in values])
    spellings.append([(f"--select={samples['select']}", "--select", "RK102")])
    for group in spellings:
        yield from group
    for one, other in itertools.combinations(spellings, 2):
        for first, second in itertools.product(one[:2], other[:2]):
            yield (*first, *second)


def test_both_parsers_read_the_same_of_all_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[FlagValues] = []
    monkeypatch.setattr("renovate_kit.cli.validate.request_from", seen.append)
    monkeypatch.setattr("renovate_kit.cli.checking.run_validation", lambda _: 0)
    for number, flags in enumerate(calls()):
        arguments = ["validate", "a.json", *flags, "b.json"]
        app_for(arguments)(arguments, standalone_mode=False)
        express = parse_flags(arguments[1:], FLAGS)
        assert express is not None, flags
        assert len(seen) == number + 1
        assert outcome_of(express) == outcome_of(seen[-1]), flags


def outcome_of(values: FlagValues) -> ValidateRequest | str:
    """The request that the values make, or why they make none."""
    try:
        return request_from(values)
    except UsageError as error:
        return error.message


WORDS = (
    *(flag.name for flag in FLAGS),
    *("a.json", "json", "-", ""),
    *("--", "-h", "--help", "--sel", "--fix=x", "--format="),
)


@given(st.lists(st.sampled_from(WORDS)))
def test_the_fast_parser_leaves_what_it_does_not_know_to_typer(arguments: list[str]) -> None:
    values = parse_flags(arguments, FLAGS)
    if values is not None:
        assert values["paths"]
        assert not {"--", "-h", "--help", "--sel", "--fix=x", "--format="} & set(arguments)


def test_a_check_does_not_wait_for_typer(config: Path) -> None:
    config.write_text("{}")
    script = (
        "import sys; sys.argv = ['renovate-kit', 'validate', '--format', 'json', '--as', 'repo', "
        f"'--no-global', '--strict', '--fix', {str(config)!r}]\n"
        "from renovate_kit.cli import main\n"
        "try: main()\n"
        "finally: print(sorted({'typer', 'rich', 'pydantic', 'sqlalchemy'} & set(sys.modules)), "
        "file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (finished.returncode, finished.stderr) == (0, "[]\n")


@pytest.mark.parametrize("express", [True, False], ids=["express", "Typer"])
def test_both_roads_print_the_same(
    run: Run, config: Path, monkeypatch: pytest.MonkeyPatch, *, express: bool
) -> None:
    if not express:
        monkeypatch.setattr(renovate_kit.cli, "_validate", lambda _: None)
    config.write_text(UNKNOWN)
    outcome = run(
        "validate", "--format", "json", "--select", "RK101", "--exit-zero", "renovate.json"
    )
    assert outcome.exit_code == 0
    (file,) = json.loads(outcome.out)["files"]
    assert [item["code"] for item in file["diagnostics"]] == ["RK101"]


@pytest.mark.parametrize(
    ("text", "flags", "exit_code"),
    [
        pytest.param(UNKNOWN, [], 1, id="an error fails"),
        pytest.param(WARNING, [], 1, id="a warning fails"),
        pytest.param(INFO, [], 0, id="a note does not"),
        pytest.param(WARNING, ["--severity", "error"], 0, id="unless only errors shall"),
        pytest.param(UNKNOWN, ["--severity", "error"], 1, id="an error always does"),
        pytest.param(INFO, ["--severity", "info"], 1, id="notes on request"),
        pytest.param(OUTDATED, ["--severity", "error"], 0, id="what needs migration works"),
        pytest.param(OUTDATED, ["--severity", "error", "--strict"], 1, id="but not if strict"),
        pytest.param(OUTDATED, ["--ignore", "RK103", "--strict"], 1, id="not even if ignored"),
        pytest.param(WARNING, ["--severity", "error", "--strict"], 0, id="strict is of migration"),
        pytest.param(UNKNOWN, ["--exit-zero"], 0, id="exit zero"),
        pytest.param("{", ["--exit-zero"], 0, id="exit zero for what is no config"),
        pytest.param("{", ["--severity", "error", "--select", "RK101"], 1, id="no config"),
        pytest.param(UNKNOWN, ["--ignore", "unknown-option"], 0, id="ignored"),
        pytest.param(UNKNOWN, ["--select", "RK102,wrong-type"], 0, id="not selected"),
    ],
)
def test_the_exit_code_follows_the_flags(
    run: Run, config: Path, text: str, flags: list[str], exit_code: int
) -> None:
    config.write_text(text)
    assert run("validate", *flags, config).exit_code == exit_code


def test_strict_says_why_it_fails(run: Run, config: Path) -> None:
    config.write_text(OUTDATED)
    outcome = run("validate", "--strict", "--ignore", "RK103", "renovate.json")
    assert "renovate.json: it needs migration" in outcome.err


def test_exit_zero_does_not_hide_a_missing_file(run: Run, config: Path) -> None:
    assert run("validate", "--exit-zero", config).exit_code == 3


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--unsafe-fixes", "x"], "--unsafe-fixes"),
        (["--diff", "--format", "json", "x"], "--diff"),
        (["--fix", "-"], "standard input"),
        (["--stdin-filename", "a.json", "x"], "--stdin-filename"),
        (["--no-global", "--as", "global", "x"], "--no-global"),
        (["--select", "RK1o1", "x"], "RK1o1"),
        (["--format", "xml", "x"], "--format"),
        (["--as", "nobody", "x"], "--as"),
    ],
)
def test_flags_that_make_no_sense_are_wrong_usage(run: Run, flags: list[str], said: str) -> None:
    outcome = run("validate", *flags)
    assert outcome.exit_code == 2
    assert said in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif", "junit", "github"])
def test_standard_output_holds_the_format_and_nothing_else(
    run: Run, config: Path, name: str
) -> None:
    config.write_text(UNKNOWN)
    outcome = run("validate", "--format", name, "renovate.json", "missing.json")
    assert outcome.exit_code == 3
    assert "missing.json" in outcome.err
    assert "missing.json" in outcome.out
    if name == "junit":
        assert ET.fromstring(outcome.out).tag == "testsuites"  # noqa: S314 - our own text
    elif name == "github":
        assert all(line.startswith("::error ") for line in outcome.out.splitlines())
    else:
        json.loads(outcome.out)


def test_output_takes_the_format_and_standard_output_the_text(run: Run, config: Path) -> None:
    config.write_text(UNKNOWN)
    outcome = run("validate", "--format", "json", "--output", "out/found.json", "renovate.json")
    assert outcome.exit_code == 1
    assert outcome.out.endswith("1 file checked: 1 error\n")
    assert json.loads(Path("out/found.json").read_text())["version"] == 1


def test_an_output_that_can_not_be_written_is_exit_code_3(run: Run, config: Path) -> None:
    config.write_text("{}")
    outcome = run("validate", "--format", "json", "--output", config.parent, config)
    assert outcome.exit_code == 3
    assert list(config.parent.iterdir()) == [config]


def test_paths_for_github_start_at_the_top_of_its_checkout(
    run: Run, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(config.parent.parent))
    config.write_text(UNKNOWN)
    outcome = run("validate", "--format", "github", "renovate.json")
    assert f"file={config.parent.name}/renovate.json," in outcome.out


def test_standard_input_has_the_name_that_it_is_given(run: Run, config: Path) -> None:
    text = b"{labls: []}"
    usual = run("validate", "-", stdin=text)
    assert usual.exit_code == 1
    assert "renovate.json:1:2: error RK003" in usual.out
    named = run("validate", "-", "--stdin-filename", "x/renovate.json5", stdin=text)
    assert "x/renovate.json5:1:2: error RK101" in named.out
    assert "RK003" not in named.out
    assert not config.exists()


def test_as_forces_the_kind(run: Run, config: Path) -> None:
    config.write_text('{"platform": "github", "autodiscover": true}')

    def kind(*flags: str) -> str:
        (file,) = json.loads(run("validate", "--format", "json", *flags, config).out)["files"]
        return str(file["kind"])

    assert kind() == "global"
    assert kind("--no-global") == "repo"
    assert [kind("--as", each) for each in ("repo", "global", "inherit", "preset")] == [
        "repo",
        "global",
        "inherit",
        "preset",
    ]


def test_the_file_that_renovate_itself_would_read_is_the_operators(
    run: Run, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('{"autodiscover": true}')
    assert run("validate", config).exit_code == 1
    monkeypatch.setenv("RENOVATE_CONFIG_FILE", "renovate.json")
    assert run("validate", config).exit_code == 0


def test_fix_changes_the_file_and_nothing_else_of_it(run: Run, config: Path) -> None:
    text = b'\xef\xbb\xbf{\r\n  // why\r\n  "masterIssue": true,\r\n  labels: [],\r\n}\r\n'
    target = config.with_suffix(".json5")
    target.write_bytes(text)
    target.chmod(0o640)
    link = config.parent / "link.json5"
    link.symlink_to(target)
    outcome = run("validate", "--fix", link)
    assert "1 fixed in 1 file" in outcome.out
    assert target.read_bytes() == text.replace(b"masterIssue", b"dependencyDashboard")
    assert target.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


def test_fix_reports_what_it_leaves(run: Run, config: Path) -> None:
    config.write_text('{"masterIssue": true, "nothing-like-it": 1}')
    outcome = run("validate", "--fix", config)
    assert outcome.exit_code == 1
    assert "RK103" not in outcome.out
    assert "RK101" in outcome.out
    assert json.loads(config.read_text()) == {"dependencyDashboard": True, "nothing-like-it": 1}
    assert run("validate", "--fix", "--ignore", "RK101", config).exit_code == 0


def test_fix_leaves_alone_what_is_ignored(run: Run, config: Path) -> None:
    config.write_text(OUTDATED)
    before = config.stat().st_mtime_ns
    assert run("validate", "--fix", "--ignore", "RK103", config).exit_code == 0
    assert (config.read_text(), config.stat().st_mtime_ns) == (OUTDATED, before)


def test_diff_shows_a_change_and_makes_none(run: Run, config: Path) -> None:
    config.write_text(OUTDATED)
    outcome = run("validate", "--diff", "--fix", "renovate.json")
    assert outcome.exit_code == 1
    assert outcome.out.splitlines() == [
        "--- renovate.json",
        "+++ renovate.json (fixed)",
        "@@ -1 +1 @@",
        '-{"masterIssue": true}',
        "\\ No newline at end of file",
        '+{"dependencyDashboard": true}',
        "\\ No newline at end of file",
    ]
    assert "1 would be fixed in 1 file" in outcome.err
    assert config.read_text() == OUTDATED


def test_diff_of_a_clean_config_is_empty(run: Run, config: Path) -> None:
    config.write_text("{}")
    outcome = run("validate", "--diff", config)
    assert (outcome.exit_code, outcome.out) == (0, "")


def test_diff_reads_standard_input(run: Run) -> None:
    outcome = run("validate", "--diff", "-", stdin=OUTDATED.encode())
    assert outcome.exit_code == 1
    assert '+{"dependencyDashboard": true}' in outcome.out


def test_diff_shows_no_secret(run: Run, config: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    config.write_text(f'{{"masterIssue": true, "description": "{token}"}}')
    outcome = run("validate", "--diff", config)
    assert "dependencyDashboard" in outcome.out
    assert token not in outcome.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_fix_that_can_not_be_written_leaves_the_file(run: Run, config: Path) -> None:
    config.write_text(OUTDATED)
    config.parent.chmod(0o500)
    outcome = run("validate", "--fix", config)
    config.parent.chmod(0o700)
    assert outcome.exit_code == 3
    assert config.read_text() == OUTDATED


def test_an_output_that_is_no_regular_file_is_written_to(run: Run, config: Path) -> None:
    config.write_text("{}")
    device = Path(os.devnull)
    assert run("validate", "--format", "json", "--output", device, config).exit_code == 0
    assert device.is_char_device()


def test_the_operators_config_says_what_is_allowed(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "renovate.json"
    config.write_text('{"env": {"GOPROXY": "direct"}}')
    operator = tmp_path / "config.json5"
    operator.write_text("{platform: 'github', allowedEnv: ['GO*']}")
    alone = run("validate", config)
    assert alone.exit_code == 1
    assert "RK411" in alone.out
    assert run("validate", "--global-config", operator, config).exit_code == 0


def test_an_operators_config_that_is_none_is_one_line(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "renovate.json"
    config.write_text("{}")
    operator = tmp_path / "config.json"
    operator.write_text('{"platform": ')
    outcome = run("validate", "--global-config", operator, config)
    assert outcome.exit_code == 3
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"error: {operator}:1:13: ")
    assert run("validate", "--global-config", tmp_path / "no.json", config).exit_code == 3
