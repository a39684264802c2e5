"""Starts a Renovate in thought, and looks at what it makes of that."""

from collections.abc import Mapping
from typing import Any

from renovate_kit.config.document import Dialect, Document, parse
from renovate_kit.config.document.located import LocatedValue, locate
from renovate_kit.config.effective import (
    Argument,
    ConfigFile,
    EffectiveConfig,
    EnvironmentVariable,
    Inputs,
    Problem,
    ProblemKind,
    effective_config,
)
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.reading import ReadConfig, read_config

FOLDER = "/usr/src/app"


def variables(env: Mapping[str, str | None], *, is_secret: bool = False) -> Any:  # noqa: ANN401
    return tuple(
        EnvironmentVariable(name=name, value=value, is_secret=is_secret, label="ConfigMap renovate")
        for name, value in env.items()
    )


def config_file(name: str, text: str, *, is_secret: bool = False) -> ConfigFile:
    read = read_config(text.encode(), name)
    document = read.document if isinstance(read, ReadConfig) else read
    return ConfigFile(path_in_container=f"{FOLDER}/{name}", document=document, is_secret=is_secret)


def started(
    env: Mapping[str, str | None] | None = None,
    args: tuple[str, ...] = (),
    files: Mapping[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - fields of `Inputs`
) -> EffectiveConfig:
    inputs = Inputs(
        environment=(*variables(env or {}), *more.pop("secrets", ())),
        arguments=tuple(Argument(text=text) for text in args),
        files=(
            *(config_file(name, text) for name, text in (files or {}).items()),
            *more.pop("more_files", ()),
        ),
        **more,
    )
    return effective_config(inputs, load_catalogue())


def written(text: str) -> tuple[Document, LocatedValue]:
    """Return a manifest and its values with their places."""
    document = parse(text, path="configmap.json", dialect=Dialect.JSONC)
    assert isinstance(document, Document)
    return document, locate(document.root, document)


def only(config: EffectiveConfig, kind: ProblemKind) -> Problem:
    """Return the one problem of a kind."""
    (found,) = (problem for problem in config.problems if problem.kind is kind)
    return found


def kinds(config: EffectiveConfig) -> set[ProblemKind]:
    return {problem.kind for problem in config.problems}


def labels(config: EffectiveConfig, option: str) -> list[str]:
    return [source.label for source in config.options[option].sources]
