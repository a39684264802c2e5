"""What a process is started with, for each thing that Renovate does with it."""

from typing import Final

from tests.oracle.effective_oracle import Case

__all__ = ["TABLE"]

_BASE: Final = {"RENOVATE_TOKEN": "abc", "RENOVATE_REPOSITORIES": "a/b"}


def _env(**variables: str) -> Case:
    return Case(env={f"RENOVATE_{name}": value for name, value in variables.items()})


def _args(*words: str) -> Case:
    return Case(args=words)


def _file(name: str, text: str, **variables: str) -> Case:
    env = {f"RENOVATE_{key}": value for key, value in variables.items()}
    return Case(env={"RENOVATE_CONFIG_FILE": f"@DIR@/{name}", **env}, files={name: text})


def _init(**variables: str) -> Case:
    env = {f"RENOVATE_{name}": value for name, value in variables.items()}
    return Case(env={**_BASE, **env}, init=True)


_NAMES: Final = {
    "nothing": Case(),
    "own prefix": Case(env={"ENV_PREFIX": "FOO_", "FOO_PLATFORM": "gitea"}),
    "own prefix that is Renovate's": Case(
        env={"ENV_PREFIX": "RENOVATE_", "RENOVATE_PLATFORM": "gitea"}
    ),
    "promoted": _env(X_AUTODISCOVER_REPO_SORT="updated", AUTODISCOVER_REPO_SORT="alpha"),
    "promoted and empty": _env(X_DOCKER_MAX_PAGES="", DOCKER_MAX_PAGES="7"),
    "promoted flag": _env(X_REPO_CACHE_FORCE_LOCAL="no"),
    "promoted and invalid": _env(X_DELETE_CONFIG_FILE="yes"),
    "renamed": _env(ALIASES='{"a":"b"}', BASE_BRANCHES="main"),
    "renamed and set": _env(AZURE_AUTO_COMPLETE="true", PLATFORM_AUTOMERGE="false"),
    "renamed twice": _env(AZURE_AUTO_COMPLETE="true", GIT_LAB_AUTOMERGE="false"),
    "recreate closed": _env(RECREATE_CLOSED="true"),
    "don't recreate closed": _env(RECREATE_CLOSED="false", RECREATE_WHEN="always"),
    "recreate perhaps": _env(RECREATE_CLOSED="perhaps"),
    "not migrated": _env(TRUST_LEVEL="high", INCLUDE_FORKS="true", MASTER_ISSUE="true"),
    "misspelt": _env(AUTODISCOVERY="true", PLATFROM="gitlab"),
    "lower case": Case(env={"renovate_platform": "gitlab"}),
    "without prefix": Case(env={"AUTODISCOVER": "true", "PLATFORM": "gitlab"}),
    "manager with underscore": _env(GITHUB_ACTIONS='{"enabled":false}'),
    "manager with hyphen": Case(env={"RENOVATE_GITHUB-ACTIONS": '{"enabled":false}'}),
    "not settable": _env(SCHEDULE="daily", PACKAGE_NAME="x", REGISTRY_URLS="[]"),
    "discarded": Case(env={"GITHUB_TOKEN": "x", "GITLAB_ENDPOINT": "https://a.example"}),
    "service of the same name": _env(PORT="tcp://10.0.0.1:80", SERVICE_HOST="10.0.0.1"),
}

_VALUES: Final = {
    **{
        f"boolean {text!r}": _env(AUTODISCOVER=text)
        for text in (
            "true",
            "false",
            "True",
            "False",
            "yes",
            "no",
            "1",
            "0",
            " false",
            "'false'",
            "",
        )
    },
    **{
        f"integer {text!r}": _env(PR_HOURLY_LIMIT=text)
        for text in (
            *("5", "10abc", "1e3", "x", "", " 7", "-3", "0x1F", "1.9", "+2", "0b1", "Infinity"),
            *("9007199254740993", "1" * 400, "\u00a08", "٣", "1_0", "0x", "-0x10", "--1"),
        )
    },
    **{
        f"list {text!r}": _env(LABELS=text)
        for text in (
            *("a,b", " a , ,b ", "['a',]", '["a", "b"]', "123", "null", '"a"', '{"a":1}', "true"),
            *("/^a{1,2}$/", "[a", "", ",", "a b", "NaN", "-Infinity", "// c\n['x']", "\u00a0a"),
        )
    },
    **{
        f"objects {text!r}": _env(HOST_RULES=text, CUSTOM_MANAGERS=text)
        for text in ("[]", "[{matchHost: 'a.example'}]", "{}", "x", "", "null", "[1]")
    },
    **{
        f"object {text!r}": _env(ONBOARDING_CONFIG=text)
        for text in (
            "{}",
            '{"extends":["a"]}',
            "{a: 1}",
            "[1]",
            "true",
            "null",
            "x",
            "{",
            "",
            '"x"',
        )
    },
    **{f"text {text!r}": _env(BRANCH_PREFIX=text) for text in ("a\\nb", " a ", "a\n", "", "\\\\n")},
    **{
        f"dry run {text!r}": _env(DRY_RUN=text)
        for text in ("true", "false", "null", "full", "lookup", "FULL", "")
    },
    "dry run unset": Case(
        env={"RENOVATE_DRY_RUN": "false", "RENOVATE_CONFIG": '{"dryRun":"full"}'}
    ),
    "dry run of a file": _file("a.json", '{"dryRun":"full"}', DRY_RUN="false"),
    "require config": _env(REQUIRE_CONFIG="true"),
    "don't require config": _env(REQUIRE_CONFIG="false"),
    "platform commit": _env(PLATFORM_COMMIT="true"),
    "no platform commit": _env(PLATFORM_COMMIT="false"),
    "unsupported text": _env(FORK_PROCESSING="ENABLED", ONBOARDING_NO_DEPS="disabled"),
    "repositories with blanks": _env(REPOSITORIES="a/b c/d"),
    "two errors": _env(AUTODISCOVER="no", ONBOARDING_CONFIG="{"),
}

_TEXTS: Final = {
    **{
        f"RENOVATE_CONFIG {text!r}": _env(CONFIG=text)
        for text in (
            *("{}", "{labels: ['a']}", '{"masterIssue":true}', "null", "[1]", '"x"', "5", "{", ""),
            *(" ", "{} x", '{"unknown":1,"labels":"a"}', '{"hostRules":{"a":1}}', "true"),
        )
    },
    "RENOVATE_CONFIG and own variable": _env(
        CONFIG='{"hostRules":[{"matchHost":"a.example"}],"labels":["a"]}',
        HOST_RULES='[{"matchHost":"b.example"}]',
        LABELS="b",
    ),
    "token for github.com": Case(env={"GITHUB_COM_TOKEN": "x", "RENOVATE_GITHUB_COM_TOKEN": "y"}),
    "token with prefix": _env(GITHUB_COM_TOKEN="y"),  # noqa: S106 - made up
    "empty token": Case(env={"GITHUB_COM_TOKEN": "", "RENOVATE_GITHUB_COM_TOKEN": "y"}),
    "token and no list": Case(
        env={"GITHUB_COM_TOKEN": "x", "RENOVATE_CONFIG": '{"hostRules":{"a":1}}'}
    ),
    "token and a number": Case(env={"GITHUB_COM_TOKEN": "x", "RENOVATE_CONFIG": '{"hostRules":5}'}),
    "file of JSON": _file("a.json", '{"masterIssue":true, /* c */ "labels":"x",}'),
    "file of JSON5": _file("a.json5", "{labels: ['x'],}"),
    "file of JSON5 named JSON": _file("a.json", "{labels: ['x'],}"),
    "file of JSON5 named JSONC": _file("a.jsonc", "{labels: ['x'],}"),
    "file of YAML": _file("a.yaml", "labels:\n  - x\n"),
    "two documents of YAML": _file("a.yaml", "labels: []\n---\nlabels: []\n"),
    "duplicate key of YAML": _file("a.yml", "labels: []\nlabels: []\n"),
    "file without extension": _file("config", "{}"),
    "file with another extension": _file("config.conf", "{}"),
    "renovaterc": _file(".renovaterc", '{"labels":["x"]}'),
    "program": _file("a.js", "module.exports = {labels: ['x']};"),
    "program with an error": _file("a.js", "module.exports = {"),
    "common program": _file("a.cjs", "module.exports = {labels: ['x']};"),
    "modern program": _file("a.mjs", "export default {labels: ['x']};"),
    "implied program": Case(files={"config.js": "module.exports = {labels: ['x']};"}),
    "implied program disabled": Case(
        env={"RENOVATE_CONFIG_FILE": ""}, files={"config.js": "module.exports = {labels: ['x']};"}
    ),
    "device": Case(env={"RENOVATE_CONFIG_FILE": "/dev/null"}),
    "unread file": Case(files={"config.json": '{"labels":["x"]}'}),
    "invalid file": _file("a.json", "{"),
    "empty file": _file("a.json", ""),
    "empty file of YAML": _file("a.yaml", ""),
    "null file": _file("a.json", "null"),
    "list file": _file("a.json", "[1]"),
    "missing file": _env(CONFIG_FILE="@DIR@/gone.json"),
    "missing additional file": _env(ADDITIONAL_CONFIG_FILE="gone.json"),
    "file with exports": _file("a.json", '{"processEnv":{"A":"b"},"labels":["x"]}'),
    "deleted file": _file("a.json", "{}", DELETE_CONFIG_FILE="true"),
    "two files": Case(
        env={"RENOVATE_CONFIG_FILE": "a.json", "RENOVATE_ADDITIONAL_CONFIG_FILE": "b.json"},
        files={
            "a.json": '{"extends":["config:best-practices"],"labels":["a"],"ignoreDeps":["a"]}',
            "b.json": '{"extends":[":semanticCommits"],"labels":["b"],"ignoreDeps":["b"]}',
        },
    ),
}

_TOGETHER: Final = {
    "merged": _file(
        "a.json",
        '{"ignoreDeps":["a"],"labels":["a"],"registryAliases":{"a":"1","b":"1"}}',
        IGNORE_DEPS="b",
        LABELS="b",
        REGISTRY_ALIASES='{"b":"2"}',
    ),
    "force": _file("a.json", '{"force":{"labels":["f"]},"labels":["a"]}', LABELS="b"),
    "force that is a text": _env(FORCE='"x"', LABELS="b"),
    "force that is a list": _file("a.json", '{"force":["x"]}'),
    "unmergeable": _file("a.json", '{"ignoreDeps":{"a":1}}', IGNORE_DEPS="b"),
    "autodiscover": _env(AUTODISCOVER="true"),
    "forks disabled": _env(FORK_PROCESSING="disabled", ONBOARDING_NO_DEPS="disabled"),
    "endpoint": _env(ENDPOINT="https://a.example/api"),
    "endpoint that is a number": _file("a.json", '{"endpoint":-1}'),
    "endpoint with slash": _env(ENDPOINT="https://a.example/api/"),
    "global preset": _env(GLOBAL_EXTENDS=":semanticCommits,:label(x)", SEMANTIC_COMMITS="auto"),
    "no such global preset": _env(GLOBAL_EXTENDS="config:nothing"),
    "global preset that is no text": _env(GLOBAL_EXTENDS="[1]"),
    "secrets": _env(SECRETS='{"A":"x"}', TOKEN="{{ secrets.A }}"),  # noqa: S106 - made up
    "no such secret": _env(SECRETS='{"A":"x"}', TOKEN="{{ secrets.B }}"),  # noqa: S106 - made up
    "secret in a closed place": _env(SECRETS='{"A":"x"}', BRANCH_PREFIX="{{ secrets.A }}"),
    "variables": _env(VARIABLES='{"A":"x"}', LABELS='["{{variables.A}}", "b"]'),
    "host rules of variables": Case(
        env={
            "RENOVATE_DETECT_HOST_RULES_FROM_ENV": "true",
            "NPM_REGISTRY_EXAMPLE_COM_TOKEN": "a",
            "NPM_REGISTRY_EXAMPLE_COM_USERNAME": "b",
            "RENOVATE_GITHUB__TAGS_GHE_EXAMPLE_COM_PASSWORD": "c",
            "DOCKER_LOCALHOST_TOKEN": "d",
            "PYPI_TOKEN": "e",
            "GITHUB_TOKEN": "f",
            "GITHUB_GHE_EXAMPLE_TOKEN": "g",
            "npm_config_a_b_token": "h",
            "MAVEN_A_B_HTTPSPRIVATEKEY": "i",
        }
    ),
}

_ARGUMENTS: Final = {
    "flag": _args("--platform=gitea", "--pr-hourly-limit", "5"),
    "bare flag": _args("--autodiscover"),
    "flag takes next word": _args("--autodiscover", "a/b"),
    "flag with empty value": _args("--autodiscover=", "--labels=", "--onboarding-config="),
    "invalid boolean": _args("--autodiscover=no"),
    "invalid object": _args("--onboarding-config={"),
    "null object": _args("--onboarding-config=null"),
    "flag twice": _args("--pr-hourly-limit=5", "--pr-hourly-limit=12", "--labels=a", "--labels=b"),
    "repositories": _args("a/b", "c/d"),
    "repositories over file": Case(
        env={"RENOVATE_REPOSITORIES": "a/b"}, args=("c/d", "--token=abc", "--host-rules=[]")
    ),
    "unknown flag": _args("--unknown"),
    "misspelt flag": _args("--platfrom=gitea"),
    "flag not settable": _args("--force={}"),
    "flag without variable": _args("--schedule=daily"),
    "missing value": _args("--token"),
    "version": _args("--version", "--unknown"),
    "short version": _args("-v"),
    "help": _args("--unknown", "--help"),
    "invalid before help": _args("--autodiscover=no", "--help"),
    "after dashes": _args("a/b", "--", "--platform=gitea"),
    "negative number": _args("-5"),
    "single dash": _args("-"),
    "dry run": _args("--dry-run"),
    "dry run false": _args("--dry-run=false"),
    "dry run null": _args("--dry-run", "null"),
    "require config": _args("--require-config", "a/b"),
    "platform commit": _args("--platform-commit=true"),
    "former flags": _args("--renovate-fork", "--azure-auto-complete=true", "--git-fs=https"),
    "former recreation": _args("--recreate-closed"),
    "former host rules": _args('--endpoints=[{"platform":"docker","host":"a.example"}]'),
    "former trust": _args("--expose-env"),
    "former commands": _args("--allowed-post-upgrade-commands=a,b", "--aliases={}"),
    "not forced": Case(env={"RENOVATE_FORCE_CLI": "false"}, args=("--labels=a",)),
    "forced": Case(env={"RENOVATE_FORCE": '{"labels":["x"],"a":1}'}, args=("--labels=a",)),
    "file before flag": Case(env={"RENOVATE_CONFIG_FILE": "gone.json"}, args=("--unknown",)),
    "flag before variable": Case(env={"RENOVATE_AUTODISCOVER": "no"}, args=("--unknown",)),
    "early flag before file": Case(
        env={"RENOVATE_CONFIG_FILE": "gone.json"}, args=("--autodiscover=no",)
    ),
}

_LOGGING: Final = {
    f"log level {level!r}": Case(env={"LOG_LEVEL": level, "RENOVATE_AUTODISCOVER": "no"})
    for level in ("debug", "INFO", " warn ", "verbose", "30", "")
} | {
    "log level with prefix": Case(env={"RENOVATE_LOG_LEVEL": "debug", "LOG_LEVEL": "verbose"}),
    "blank log level with prefix": Case(env={"RENOVATE_LOG_LEVEL": " ", "LOG_LEVEL": "verbose"}),
    "log file level": Case(env={"LOG_FILE": "log", "LOG_FILE_LEVEL": "verbose"}),
    "log file level without file": Case(env={"LOG_FILE_LEVEL": "verbose"}),
}

_INITIALISATION: Final = {
    "init": _init(),
    "init without token": _init(TOKEN=""),
    "init of gitea without token": _init(PLATFORM="gitea", TOKEN=""),
    "init of gitlab": _init(PLATFORM="gitlab"),
    "init of gitlab without token": _init(PLATFORM="gitlab", TOKEN=""),
    "init of an unknown platform": _init(PLATFORM="githb"),
    "init of a platform in another case": _init(PLATFORM="GitHub"),
    **{
        f"init of {platform} without endpoint": _init(PLATFORM=platform)
        for platform in ("azure", "bitbucket-server", "gerrit", "scm-manager")
    },
    **{
        f"init of {platform} without credentials": _init(
            PLATFORM=platform, TOKEN="", ENDPOINT="https://a.invalid"
        )
        for platform in ("azure", "bitbucket-server", "gerrit", "scm-manager", "forgejo")
    },
    "init of bitbucket without credentials": _init(PLATFORM="bitbucket", TOKEN="", USERNAME="a"),
    "init of bitbucket-server with two credentials": _init(
        PLATFORM="bitbucket-server",
        PASSWORD="x",  # noqa: S106 - made up
        ENDPOINT="https://a.invalid",
    ),
    "init with an endpoint that is no URL": _init(ENDPOINT="notaurl"),
    "init of gitlab with an endpoint that is no URL": _init(PLATFORM="gitlab", ENDPOINT="notaurl"),
    **{
        f"init of author {author!r}": _init(GIT_AUTHOR=author)
        for author in (
            *(
                "Renovate Bot",
                "Bot <a@b>",
                "a@b",
                "<a@b>",
                "Name addr",
                "A <>",
                "A <a@b",
                "a@b, c@d",
            ),
            *(
                "Bot [bot] <a@b>",
                "x[bot]@users.example",
                "A, B: C <a@b>",
                "A <{{x}}@b>",
                "A <{{x y}}>",
            ),
        )
    },
    "init with an unknown preset": _init(EXTENDS="config:nothing"),
    "init with a preset that is no text": _init(EXTENDS='"q"'),
    "init with an unknown secret": _init(LABELS='["{{ secrets.A }}"]'),
    "init with an invalid secret": _init(SECRETS='{"A-B":"x"}'),
    "init with a secret that is no text": _init(SECRETS='{"A":1}'),
}

TABLE: Final[dict[str, Case]] = {
    **_NAMES,
    **_VALUES,
    **_TEXTS,
    **_TOGETHER,
    **{f"args: {name}": case for name, case in _ARGUMENTS.items()},
    **_LOGGING,
    **_INITIALISATION,
}
"""By what they show. None needs the network."""
