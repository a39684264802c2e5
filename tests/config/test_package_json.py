import json
from pathlib import Path

import pytest

from renovate_kit.config.discovery import find_configs
from renovate_kit.config.document import apply_edits
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import CheckedFile, check_bytes
from renovate_kit.config.subject import ConfigKind
from renovate_kit.errors import InputError


def checked(text: str) -> CheckedFile:
    return check_bytes(text.encode(), path="package.json", kind=None, catalogue=load_catalogue())


def test_each_config_of_a_package_is_checked_for_what_it_is() -> None:
    text = """{
  "name": "x",
  "renovate": {
    "foo": 1,
    "matchManagers": ["npm"]
  },
  "renovate-config": {
    "default": {"matchManagers": ["npm"], "enabled": false},
    "other": {"bar": 1}
  }
}"""
    result = checked(text)
    assert [(item.rule, item.place.line, item.place.column) for item in result.diagnostics] == [
        ("unknown-option", 4, 5),
        ("misplaced-option", 5, 5),
        ("selector-outside-rule", 5, 5),
        ("unknown-option", 9, 15),
    ]
    assert result.official is not None
    assert result.official.errors == 3


def test_a_fix_is_one_of_the_whole_file() -> None:
    text = '{"name": "x", "renovate": {"masterIssue": true}}'
    (item,) = checked(text).diagnostics
    assert item.fix is not None
    mended = apply_edits(text, item.fix.edits)
    assert json.loads(mended) == {"name": "x", "renovate": {"dependencyDashboard": True}}


def test_a_text_is_the_preset_that_the_repository_extends() -> None:
    (item,) = checked('{"renovate": "config:base"}').diagnostics
    assert (item.rule, item.place.column, item.fix) == ("outdated-option", 14, None)


def test_a_package_that_is_no_plain_json_escapes_the_official_validator() -> None:
    for text, line in (('{"renovate": {"foo": 1}\n', 1), ('{\n"renovate": {"foo": 1}, // x\n}', 2)):
        result = checked(text)
        (item,) = result.diagnostics
        assert result.is_unreadable
        assert (item.code, item.official, item.place.line) == ("RK001", None, line)


def test_the_official_validator_is_silent_from_where_it_breaks_off() -> None:
    broken = '"renovate-config": {"a": {"hostRules": [null]}, "b": {"bar": 1}}'
    result = checked(f'{{"renovate": {{"foo": 1}}, {broken}}}')
    by_official = {item.official: item.pointer for item in result.diagnostics}
    assert by_official["error"] == "foo"
    assert {item.pointer for item in result.diagnostics if item.official is None} >= {"bar"}
    assert result.official is not None
    assert result.official.errors == 1


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"renovate": false}', '{"dependencies": {"renovate": "1"}}']
)
def test_a_package_without_config_is_not_one(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Renovate config in it"):
        checked(text)
    (tmp_path / "package.json").write_text(text)
    with pytest.raises(InputError, match="no Renovate config in this folder"):
        find_configs(tmp_path, load_catalogue())


def names_in(folder: Path, **choices: str | tuple[str, ...] | None) -> list[tuple[str, ConfigKind]]:
    found = find_configs(folder, load_catalogue(), **choices)  # type: ignore[arg-type]
    return [(str(file.path.relative_to(folder)), file.kind) for file in found if file.kind]


def test_a_folder_is_searched_in_the_order_of_renovate(tmp_path: Path) -> None:
    for name in (".renovaterc", "renovate.json5", ".github/renovate.json", ".gitea/renovate.json"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("{}")
    (tmp_path / "package.json").write_text('{"renovate": {"labels": []}}')
    (tmp_path / "default.json").write_text('{"$schema": "https://a.b/renovate-schema.json"}')
    (tmp_path / "bot.json").write_text("{}")
    (tmp_path / "config.js").write_text("module.exports = {}")
    usual = ["renovate.json5", ".github/renovate.json", ".renovaterc", "package.json"]
    assert names_in(tmp_path) == [
        *((name, ConfigKind.REPO) for name in usual),
        ("default.json", ConfigKind.PRESET),
    ]
    on_gitea = [name for name, _ in names_in(tmp_path, platform="gitea")]
    assert on_gitea == [
        "renovate.json5",
        ".renovaterc",
        "package.json",
        ".gitea/renovate.json",
        "default.json",
    ]
    assert names_in(tmp_path, more_names=("bot.json",))[0] == ("bot.json", ConfigKind.REPO)


def test_configs_below_a_folder_are_found_where_it_has_none(tmp_path: Path) -> None:
    for name in ("a/renovate.json", "b/c/.renovaterc.json", "a/node_modules/x/renovate.json"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}")
    (tmp_path / "b" / "package.json").write_text('{"renovate": {"labels": []}}')
    (tmp_path / "a" / "package.json").write_text('{"dependencies": {"renovate": "1"}}')
    (tmp_path / "a" / "default.json").write_text("{}")
    assert [name for name, _ in names_in(tmp_path)] == [
        "a/renovate.json",
        "b/c/.renovaterc.json",
        "b/package.json",
    ]
