from pathlib import Path

import pytest

from renovate_kit.config.discovery import find_configs
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.subject import ConfigKind

OPERATORS = '{"platform": "github", "repositories": ["a/b"]}'


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        pytest.param("renovate.json", "{}", ConfigKind.REPO, id="usual name"),
        pytest.param("anything.json", OPERATORS, ConfigKind.GLOBAL, id="where and what"),
        pytest.param(
            "x.json5",
            "{endpoint: 'https://a.b', autodiscover: true}",
            ConfigKind.GLOBAL,
            id="JSON5",
        ),
        pytest.param("x.json", '{"autodiscover": true}', ConfigKind.REPO, id="only what"),
        pytest.param("x.json", '{"repositories": []}', ConfigKind.GLOBAL, id="repositories"),
        pytest.param(
            "x.json", '{"redisUrl": "", "onboarding": true}', ConfigKind.GLOBAL, id="two of his"
        ),
        pytest.param(
            ".github/renovate.json",
            '{"repositories": [], "onboarding": true}',
            ConfigKind.REPO,
            id="two of his, where a repository has its own",
        ),
        pytest.param("x.json", '{"platform": "github"}', ConfigKind.REPO, id="only where"),
        pytest.param(
            "x.json", f'{{"force": {OPERATORS}}}', ConfigKind.REPO, id="not at the top level"
        ),
        pytest.param("config.js", "{}", ConfigKind.GLOBAL, id="default name of the operator"),
        pytest.param("renovate/config.json5", "{}", ConfigKind.GLOBAL, id="in its folder"),
        pytest.param("apps/my-renovate-bot/config.json", "{}", ConfigKind.GLOBAL, id="similar"),
        pytest.param("apps/other/config.json", "{}", ConfigKind.REPO, id="in another folder"),
        pytest.param("config.json", "{", ConfigKind.REPO, id="unreadable"),
        pytest.param("x.json", "[]", ConfigKind.REPO, id="no object"),
    ],
)
def test_the_kind_of_a_config_shows_in_name_and_content(
    path: str, text: str, kind: ConfigKind
) -> None:
    checked = check_bytes(text.encode(), path=path, kind=None, catalogue=load_catalogue())
    assert checked.kind is kind


def test_a_kind_that_was_chosen_counts() -> None:
    checked = check_bytes(
        OPERATORS.encode(), path="x.json", kind=ConfigKind.REPO, catalogue=load_catalogue()
    )
    assert checked.kind is ConfigKind.REPO
    assert "misplaced-global-option" in {item.rule for item in checked.diagnostics}


def test_what_renovate_finds_in_a_checkout_is_the_repositorys(tmp_path: Path) -> None:
    (tmp_path / "renovate.json").write_text(OPERATORS)
    (file,) = find_configs(tmp_path, load_catalogue())
    assert file.kind is ConfigKind.REPO
    (named,) = find_configs(tmp_path / "renovate.json", load_catalogue())
    assert named.kind is None
