"""Random environments, arguments and config files: every option, values right and wrong."""

import json
import re

from hypothesis import strategies as st

from renovate_kit.config.options import Option, OptionType, load_catalogue
from tests.oracle.configs import configs
from tests.oracle.effective_oracle import Case

__all__ = ["surroundings"]

_CATALOGUE = load_catalogue()
_WITH_ENV = tuple(option for option in _CATALOGUE.options.values() if option.env)
_WITH_FLAG = tuple(option for option in _CATALOGUE.options.values() if option.cli)
# What is derived, merged or converted, and so is worth more than one draw in four hundred.
_SPECIAL = (
    *("autodiscover", "autodiscoverFilter", "dryRun", "endpoint", "env", "extends", "force"),
    *("forceCli", "forkProcessing", "hostRules", "ignoreDeps", "onboardingNoDeps", "packageRules"),
    *("platform", "platformCommit", "prHourlyLimit", "repositories", "requireConfig", "secrets"),
    *("variables", "constraints", "detectHostRulesFromEnv", "lockFileMaintenance", "labels"),
    *("globalExtends", "customManagers", "registryAliases", "recreateWhen", "deleteConfigFile"),
)
_FORMER = (
    *sorted(_CATALOGUE.converted_env_names),
    *("RENOVATE_ALIASES", "RENOVATE_AZURE_AUTO_COMPLETE", "RENOVATE_GIT_LAB_AUTOMERGE"),
    *("RENOVATE_MERGE_CONFIDENCE_API_BASE_URL", "RENOVATE_ALLOWED_POST_UPGRADE_COMMANDS"),
    *("RENOVATE_BASE_BRANCHES", "RENOVATE_RECREATE_CLOSED", "RENOVATE_TRUST_LEVEL"),
    *("RENOVATE_INCLUDE_FORKS", "RENOVATE_MASTER_ISSUE"),
)
_OTHERS = (
    *("GITHUB_COM_TOKEN", "RENOVATE_GITHUB_COM_TOKEN", "GITHUB_TOKEN", "TOKEN", "PLATFORM"),
    *("NPM_TOKEN", "DOCKER_REGISTRY_EXAMPLE_COM_TOKEN", "RENOVATE_NPM_A_B_PASSWORD"),
    *("DOCKER_LOCALHOST_TOKEN", "GITHUB__TAGS_GHE_EXAMPLE_COM_USERNAME", "GITHUB_A_B_TOKEN"),
    *("PYPI_A_B_HTTPSCERTIFICATE", "PYPI_A_B_HTTPSPRIVATEKEY", "MAVEN_USERNAME", "GITHUB_A_TOKEN"),
)
_VALUES = {
    OptionType.BOOLEAN: (*("true", "false") * 12, "True", "yes", "1", "", " true"),
    OptionType.INTEGER: (
        *("5", "0", "-3", "10abc", "abc", "1e3", " 7 ", "0x1f", "1.9", "+4"),
        *("99999999999999999999", "1_000", "٣", "-", "", "0b1", "Infinity", "\u00a08"),
    ),
    OptionType.STRING: (
        *("a", "true", "false", "null", "a\\nb", " x ", "", "full", "https://a.example", "x,y"),
        *("enabled", "disabled", "github", "gitea", "https://b.example/api/", "{{ secrets.A }}"),
        *("{{variables.B}}", "12", "[1]", "$&"),
    ),
    OptionType.ARRAY: (
        *("a,b", "a", " a , ,b ", '["a","b"]', "['x',]", "[1", "123", "null", '"q"', '{"a":1}'),
        *("/^a{1,2}$/", "{a,b}", "a b", "[]", "true", "", ",", '[{"matchHost":"a.example"}]'),
        *('[{"matchHost":"b.example","token":"{{ secrets.A }}"}]', "[:semanticCommits]"),
        *(":semanticCommits", "config:recommended", "NaN", "-0", "[[1],[2]]"),
    ),
    OptionType.OBJECT: (
        *("{}", '{"a":"b"}', "{a: 1, b: [2]}", "[1]", "true", "5", "null", '"x"', "{", ""),
        *("{ 'a': 'c' }", '{"a":"b"}', '{"commitMessageExtra":"x"}', "{}", '{"automerge":true}'),
        *('{"A":"one","B":"two"}', '{"labels":["f"],"prHourlyLimit":9}', '{"enabled":true}'),
        *('{"B":""}', '{"1":2}'),
    ),
}
_SPOILED = st.sampled_from(["", "S", "_X", "ED"])


def _values(option: Option) -> st.SearchStrategy[str]:
    allowed = [str(value) for value in option.allowed_values]
    anything = st.sampled_from(_VALUES[option.type])
    return st.one_of(anything, st.sampled_from(allowed)) if allowed else anything


def _names(options: tuple[Option, ...]) -> st.SearchStrategy[Option]:
    special = [option for option in options if option.name in _SPECIAL]
    return st.one_of(st.sampled_from(special), st.sampled_from(options))


@st.composite
def _variable(draw: st.DrawFn) -> tuple[str, str]:
    option = draw(_names(_WITH_ENV))
    name = option.env or ""
    kind = draw(st.integers(0, 19))
    if kind == 0:
        name += draw(_SPOILED)
    elif kind == 1:
        name = name.lower()
    elif kind == 2:
        name = name.replace("RENOVATE_", "FOO_")
    elif kind == 3:
        name = draw(st.sampled_from(_FORMER))
    elif kind == 4:
        name = draw(st.sampled_from(_OTHERS))
    return name, draw(_values(option))


@st.composite
def _argument(draw: st.DrawFn) -> list[str]:
    kind = draw(st.integers(0, 19))
    if kind == 0:
        return [draw(_odd_arguments)]
    if kind < 4:
        return [draw(st.sampled_from(["a/b", "c/d", "e f/g", "-5", "x", "a/b"]))]
    option = draw(_names(_WITH_FLAG))
    value = draw(_values(option))
    flag = option.cli or ""
    return draw(st.sampled_from([[f"{flag}={value}"], [flag, value], [flag]]))


_odd_arguments = st.sampled_from(
    [
        *("--unknown", "--platfrom=github", "--version", "-v", "-h", "--help", "--", "-x", "-"),
        *("--trust-level=high", "--expose-env", "--renovate-fork", "--include-forks=true"),
        *("--dry-run", "--require-config", "--recreate-closed", "--recreate-closed=false"),
        *('--endpoints=[{"platform":"docker","host":"x"}]', "--git-fs=https", "--aliases={}"),
        *("--azure-auto-complete=true", "--schedule=daily", "--docker-compose={}", "-vx"),
        *("--allowed-post-upgrade-commands=a,b", "--package-rules=[]", "--token", "--labels"),
    ]
)


@st.composite
def _files(draw: st.DrawFn, env: dict[str, str]) -> dict[str, str]:
    files: dict[str, str] = {}
    if draw(st.booleans()):
        name = draw(st.sampled_from(_FILE_NAMES))
        text = json.dumps(draw(configs()))
        files[name] = f"module.exports = {text};\n" if name.endswith("js") else text
        if name != "config.js":
            env["RENOVATE_CONFIG_FILE"] = draw(st.sampled_from([f"@DIR@/{name}", name]))
    if draw(st.integers(0, 5)) == 0:
        files["more.json"] = json.dumps(draw(configs()))
        env["RENOVATE_ADDITIONAL_CONFIG_FILE"] = "more.json"
    if draw(st.integers(0, 15)) == 0:
        env["RENOVATE_CONFIG_FILE"] = draw(st.sampled_from(["", "gone.json", "gone.txt"]))
    return files


_FILE_NAMES = ("config.js", "config.json", "a.json5", "b.yaml", ".renovaterc", "c.cjs", "d.conf")


def surroundings() -> st.SearchStrategy[Case]:
    """Return what a process may be started with; it has no files but those in the case.

    At strange values of `enabledManagers` the official validator breaks off: that is told apart.
    """
    return _surroundings().filter(lambda case: not _LEFT_OUT.search(repr(case)))


_LEFT_OUT = re.compile("private_?-?key_?-?path|enabled_?-?managers", re.IGNORECASE)


@st.composite
def _surroundings(draw: st.DrawFn) -> Case:
    env = dict(draw(st.lists(_variable(), max_size=6)))
    if draw(st.integers(0, 3)) == 0:
        env["RENOVATE_CONFIG"] = draw(_config_texts)
    if draw(st.integers(0, 19)) == 0:
        env["ENV_PREFIX"] = draw(st.sampled_from(["FOO_", "FOO_", "", "RENOVATE_"]))
    if draw(st.integers(0, 19)) == 0:
        level = draw(st.sampled_from(["LOG_LEVEL", "RENOVATE_LOG_LEVEL"]))
        env[level] = draw(st.sampled_from(["debug", "INFO", " warn ", "verbose", "", "30"]))
    words = draw(st.lists(_argument(), max_size=3))
    files = draw(_files(env))
    return Case(env=env, args=tuple(word for part in words for word in part), files=files)


_config_texts = st.one_of(
    configs().map(json.dumps),
    st.sampled_from(["{", "null", "[1]", '"x"', "5", "{labels: ['a'],}", "{'hostRules': {}}"]),
)
