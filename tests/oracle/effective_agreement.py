"""How what we find compares with what the real Renovate does."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from renovate_kit.config.effective import (
    Argument,
    ConfigFile,
    EffectiveConfig,
    EnvironmentVariable,
    Inputs,
    Problem,
    ProblemKind,
    SourceKind,
    effective_config,
)
from renovate_kit.config.javascript import is_same
from renovate_kit.config.options import OMITTED_TEXT, load_catalogue
from renovate_kit.config.reading import ReadConfig, read_config
from tests.oracle.effective_oracle import Case

__all__ = ["comes_later", "config_of", "depends_on_more", "differences"]

_CATALOGUE = load_catalogue()
_WORKING_DIRECTORY: Final = "/usr/src/app"
_EXIT_WITHOUT_CONFIG: Final = 2
_LATER: Final = frozenset(
    {
        ProblemKind.CONFLICTING_CREDENTIALS,
        ProblemKind.INVALID_ENDPOINT,
        ProblemKind.INVALID_GIT_AUTHOR,
        ProblemKind.INVALID_SECRETS,
        ProblemKind.MISSING_CREDENTIALS,
        ProblemKind.MISSING_ENDPOINT,
        ProblemKind.NO_REPOSITORIES,
        ProblemKind.REPOSITORIES_IN_LOCAL_MODE,
        ProblemKind.UNKNOWN_PLATFORM,
        ProblemKind.UNKNOWN_TEMPLATE_NAME,
        ProblemKind.UNRESOLVABLE_PRESET,
    }
)
_TAKEN_OUT: Final = frozenset({"configFileNames", "globalExtends", "privateKey", "privateKeyOld"})
"""What Renovate takes out of its config once it has used it, and we show."""


def config_of(case: Case) -> EffectiveConfig:
    """Return what we make of a case."""
    environment = tuple(
        EnvironmentVariable(name=name, value=value.replace("@DIR@", _WORKING_DIRECTORY))
        for name, value in case.env.items()
    )
    return effective_config(
        Inputs(
            environment=environment,
            arguments=tuple(Argument(text=text) for text in case.args),
            files=tuple(_file(name, text) for name, text in case.files.items()),
            working_directory=_WORKING_DIRECTORY,
        ),
        _CATALOGUE,
    )


def _file(name: str, text: str) -> ConfigFile:
    read = read_config(text.encode(), name)
    document = read.document if isinstance(read, ReadConfig) else read
    return ConfigFile(path_in_container=f"{_WORKING_DIRECTORY}/{name}", document=document)


def differences(case: Case, answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield in which respects we and the real Renovate disagree."""
    ours = config_of(case)
    if depends_on_more(ours):
        return
    until_config = [item for item in ours.problems if item.ends_run and not comes_later(item)]
    if answer["exit"] is not None:
        found = until_config[0].exit_code if until_config else None
        if found != answer["exit"]:
            yield f"it ends with {answer['exit']} ({answer['message']}), here {found}"
        return
    if until_config:
        yield f"it gets a config, here it ends: {until_config[0].kind}"
        return
    yield from _of_options(ours, answer["config"])


def depends_on_more(ours: EffectiveConfig) -> bool:
    """Return whether the network or other files decide: presets, private keys."""
    return any(item.kind is ProblemKind.UNKNOWN_PRESET for item in ours.problems) or any(
        ours.value(name) for name in ("privateKeyPath", "privateKeyPathOld")
    )


def comes_later(problem: Problem) -> bool:
    """Return whether Renovate comes upon a problem when it has a config already."""
    return problem.kind in _LATER and problem.exit_code != _EXIT_WITHOUT_CONFIG


def _of_options(ours: EffectiveConfig, theirs: Mapping[str, Any]) -> Iterator[str]:
    for name, value in theirs.items():
        if name not in ours.options and value != {}:
            yield f"`{name}` is {value!r}, here nobody sets it"
    for name, option in ours.options.items():
        if name in _TAKEN_OUT:
            continue
        known = _CATALOGUE.option(name)
        expected = theirs.get(name, known.default if known else None)
        from_presets = any(source.kind is SourceKind.PRESET for source in option.sources)
        if OMITTED_TEXT in repr(option.value) or (from_presets and name == "description"):
            continue  # texts of Renovate's are not in the catalogue
        if not is_same(option.value, expected):
            yield f"`{name}` is {expected!r}, here {option.value!r}"
