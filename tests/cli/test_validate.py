import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import Run

PI_CLUSTER = """{
  "$schema": "https://docs.renovatebot.com/renovate-schema.json",
  "kubernetes": {
    "fileMatch": ["\\\\.yaml$"]
  }
}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "renovate.json"


def test_a_clean_config_prints_one_line_and_exits_0(run: Run, config: Path) -> None:
    config.write_text('{"extends": ["config:recommended"]}')
    outcome = run("validate", config)
    assert (outcome.exit_code, outcome.out, outcome.err) == (
        0,
        "1 file checked: no problems\n",
        "",
    )


def test_a_finding_has_place_code_and_exit_code_1(run: Run, config: Path) -> None:
    config.write_text(PI_CLUSTER)
    outcome = run("validate", config)
    assert outcome.exit_code == 1
    assert f"{config}:4:5: warning RK103 outdated-option: `fileMatch`" in outcome.out
    assert '    "fileMatch": ["\\\\.yaml$"]' in outcome.out
    assert "managerFilePatterns" in outcome.out


def test_a_checkout_is_searched_where_renovate_looks(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "renovate.json5").write_text("{labls: ['a']}")
    outcome = run("validate", tmp_path)
    assert outcome.exit_code == 1
    assert "renovate.json5:1:2: error RK101 unknown-option: `labls`" in outcome.out
    assert "did you mean `labels`?" in outcome.out


def test_several_configs_below_a_folder_are_all_checked(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "renovate.json").write_text('{"automerge": "yes"}')
    outcome = run("validate", tmp_path)
    assert outcome.out.count("RK102") == 2
    assert outcome.out.endswith("2 files checked: 2 errors\n")


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        pytest.param(b"", ":1:1:", "empty", id="empty"),
        pytest.param(b'{"labels": ["a", ', ":1:17:", "ends", id="cut in the middle"),
        pytest.param(b'{"labels" ["a"]}', ":1:11:", "expected", id="missing colon"),
        pytest.param(b"[" * 100_000, ":1:501:", "nested", id="nested too deeply"),
    ],
)
def test_text_that_is_no_json_is_one_line_with_its_place(
    run: Run, config: Path, content: bytes, place: str, said: str
) -> None:
    config.write_bytes(content)
    outcome = run("validate", config)
    assert outcome.exit_code == 1
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"{config}{place} error RK001 syntax-error: ")
    assert said in line
    assert outcome.out == "1 file checked: 1 error\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b'{\n  "labels": ["\xff"]\n}', "line 2", id="invalid UTF-8"),
        pytest.param(b"\x7fELF\x00\x00\x01", "binary", id="binary"),
        pytest.param(b" " * (2 << 20), "1 MiB", id="too large"),
    ],
)
def test_what_is_no_text_is_one_line_and_exit_code_3(
    run: Run, config: Path, content: bytes, said: str
) -> None:
    config.write_bytes(content)
    outcome = run("validate", config)
    assert (outcome.exit_code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"error: {config}: ")
    assert said in line


def test_a_missing_file_is_one_line_and_exit_code_3(run: Run, config: Path) -> None:
    outcome = run("validate", config)
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert outcome.err == f"error: {config}: no such file or folder. Check the path.\n"


def test_a_folder_without_config_says_what_was_looked_for(run: Run, tmp_path: Path) -> None:
    outcome = run("validate", tmp_path)
    assert outcome.exit_code == 3
    assert "no Renovate config in this folder" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_one_missing_file_does_not_stop_the_others(run: Run, config: Path, tmp_path: Path) -> None:
    config.write_text(PI_CLUSTER)
    outcome = run("validate", tmp_path / "missing.json", config)
    assert outcome.exit_code == 3
    assert "RK103" in outcome.out
    assert "missing.json" in outcome.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_line(run: Run, config: Path) -> None:
    config.write_text("{}")
    config.chmod(0)
    outcome = run("validate", config)
    assert outcome.exit_code == 3
    assert "permission denied" in outcome.err


def test_secrets_in_a_config_are_not_shown(run: Run, config: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    config.write_text(f'{{"hostRules": [{{"matchHost": "github.com", "tokn": "{token}"}}]}}')
    outcome = run("validate", config)
    assert outcome.exit_code == 1
    assert "tokn" in outcome.out
    assert token not in outcome.out + outcome.err


def test_control_characters_of_a_config_do_not_reach_the_terminal(run: Run, config: Path) -> None:
    config.write_text('{"labls": "\x1b[2Jboo"}')
    assert "\x1b" not in run("validate", config).out


def test_colours_only_on_request_when_piped(
    run: Run, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(PI_CLUSTER)
    assert "\x1b[" not in run("validate", config).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("validate", config).out
    assert "\x1b[33mwarning\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("validate", config).out
    assert re.sub(r"\x1b\[\d*m", "", coloured) == run("validate", config).out


def test_help_shows_an_example(run: Run) -> None:
    outcome = run("validate", "--help")
    assert outcome.exit_code == 0
    assert "renovate-kit validate renovate.json" in outcome.out


def test_wrong_usage_is_exit_code_2(run: Run) -> None:
    assert run("validate").exit_code == 2
    assert run("validate", "--no-such-flag", ".").exit_code == 2


def test_an_unknown_release_is_wrong_usage(run: Run, config: Path) -> None:
    config.write_text("{}")
    outcome = run("validate", "--renovate-version", "1.0.0", config)
    assert outcome.exit_code == 2
    assert "44" in outcome.err


def in_shell(script: str, *, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `kit` is the command."""
    kit = f'kit() {{ "{sys.executable}" -m renovate_kit "$@"; }}; '
    return subprocess.run(
        ["/bin/bash", "-c", kit + script], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_a_reader_that_stops_early_changes_no_verdict(tmp_path: Path) -> None:
    members = ",".join(f'"x{number}": 1' for number in range(2000))
    (tmp_path / "renovate.json").write_text(f"{{{members}}}")
    stopped = in_shell("kit validate . | head -n 1; echo ${PIPESTATUS[0]}", cwd=tmp_path)
    assert stopped.stdout.splitlines()[1] == "1"
    assert stopped.stderr == ""
    deaf = in_shell("(kit validate missing.json; echo $? >&2) | true", cwd=tmp_path)
    assert deaf.stderr.splitlines()[-1] == "3"


def test_a_full_disk_is_one_line(config: Path, tmp_path: Path) -> None:
    config.write_text("{}")
    outcome = in_shell("kit validate renovate.json > /dev/full", cwd=tmp_path)
    assert outcome.returncode == 3
    (line,) = outcome.stderr.splitlines()
    assert line.startswith("error: standard output: no space left")


def test_characters_that_the_terminal_lacks_are_escaped(config: Path, tmp_path: Path) -> None:
    config.write_text('{"名": 1}', encoding="utf-8")
    outcome = in_shell("PYTHONIOENCODING=ascii kit validate renovate.json", cwd=tmp_path)
    assert outcome.returncode == 1
    assert "\\u540d" in outcome.stdout
    assert outcome.stderr == ""


def test_a_closed_standard_output_is_no_error(config: Path, tmp_path: Path) -> None:
    config.write_text("{}")
    assert in_shell("kit validate renovate.json >&-", cwd=tmp_path).returncode == 0


def test_marks_stand_under_wide_characters(run: Run, config: Path) -> None:
    config.write_text('{"description": "名名", "labls": []}', encoding="utf-8")
    lines = run("validate", config).out.splitlines()
    assert lines[2].index("^") == lines[1].index('"labls"') + 2
    assert lines[2].count("^") == len('"labls"')


def test_an_empty_path_is_wrong_usage(run: Run) -> None:
    outcome = run("validate", "")
    assert outcome.exit_code == 2
    assert "a path is empty" in outcome.err


@pytest.mark.parametrize("key", ["secrets", "pasword", "token", "npmToken"])
def test_values_that_belong_to_secrets_are_starred(run: Run, config: Path, key: str) -> None:
    config.write_text(f'{{"{key}": {{"MY": "hunter2 x"}}, "labls": [1]}}')
    out = run("validate", config).out
    assert "hunter2" not in out
    assert '"MY": "******* *"' in out
