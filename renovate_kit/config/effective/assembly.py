"""All inputs -> the effective config, in the order in which Renovate goes about it.

Source: `lib/renovate.ts`, `parseConfigs` in `lib/workers/global/config/parse/index.ts` and
`start` in `lib/workers/global/index.ts`.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from renovate_kit.config.effective.arguments import ArgumentLayer, argument_layer
from renovate_kit.config.effective.command_line import read_command_line
from renovate_kit.config.effective.derivation import derived, with_force, with_forced_arguments
from renovate_kit.config.effective.environment import PreparedEnvironment, prepare
from renovate_kit.config.effective.files import ADDITIONAL, MAIN, FileLayer, FileRole, file_layer
from renovate_kit.config.effective.global_presets import with_global_presets
from renovate_kit.config.effective.initialisation import (
    initialisation_problems,
    open_kinds,
    problem_of_template,
)
from renovate_kit.config.effective.inputs import EnvironmentVariable, Inputs
from renovate_kit.config.effective.interpolation import UninterpolatableError, interpolated
from renovate_kit.config.effective.layers import Layer, lay_over
from renovate_kit.config.effective.logging_settings import logging_problems
from renovate_kit.config.effective.names import name_problems
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.result import EffectiveConfig
from renovate_kit.config.effective.results import result_of
from renovate_kit.config.effective.variables import environment_layer
from renovate_kit.config.javascript import TypeMismatch, is_same, is_true
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, clone

__all__ = ["effective_config"]

_EXIT: Final = 2
"""The exit code with which Renovate ends where it has no config yet."""

_CONFIG_NAMES: Final = frozenset(
    {
        *(".renovaterc", ".renovaterc.json", ".renovaterc.json5"),
        *("config.cjs", "config.js", "config.json", "config.json5", "config.mjs", "config.ts"),
        *("config.yaml", "config.yml", "renovate.json", "renovate.json5"),
    }
)


def effective_config(inputs: Inputs, catalogue: Catalogue) -> EffectiveConfig:
    """Return the config with which Renovate runs, where it comes from and what is wrong with it.

    Three options that Renovate takes out of its config once it has used them stay in it:
    `privateKey`, `privateKeyOld` and `configFileNames`; so does `globalExtends`.

    Args:
        inputs: what the process is started with.
        catalogue: what the release of Renovate knows.
    """
    return _Assembly.of(inputs, catalogue).result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Assembly:
    inputs: Inputs
    catalogue: Catalogue
    environment: Mapping[str, EnvironmentVariable]
    prepared: PreparedEnvironment
    main: FileLayer
    additional: FileLayer
    arguments: ArgumentLayer
    variables: Layer

    @classmethod
    def of(cls, inputs: Inputs, catalogue: Catalogue) -> "_Assembly":
        given = (*inputs.image_environment, *inputs.environment)
        environment = {variable.name: variable for variable in given}
        prepared = prepare(environment, catalogue)
        line = read_command_line(inputs.arguments, catalogue)
        return cls(
            inputs=inputs,
            catalogue=catalogue,
            environment=environment,
            prepared=prepared,
            main=file_layer(MAIN, environment, inputs, catalogue),
            additional=file_layer(ADDITIONAL, environment, inputs, catalogue),
            arguments=argument_layer(line, catalogue),
            variables=environment_layer(prepared.variables, catalogue),
        )

    def result(self) -> EffectiveConfig:
        before = (
            *logging_problems(self.environment),
            *self.arguments.early,
            *self._read_problems(),
        )
        try:
            whole = self._whole()
        except TypeMismatch as error:
            broken = self._unmergeable(error)
            problems = (*before, broken)
            return result_of(Layer(values=TrackedDict()), problems, self._exports(), self.catalogue)
        after = initialisation_problems(whole, self.catalogue, is_complete=self._is_complete(whole))
        problems = (*before, *whole.problems, *after, *self._notes(whole))
        return result_of(whole, problems, self._exports(), self.catalogue)

    def _read_problems(self) -> Iterator[Problem]:
        yield from self.main.layer.problems
        yield from self.additional.layer.problems
        yield from self.arguments.layer.problems
        yield from self.prepared.problems
        yield from self.variables.problems

    def _whole(self) -> Layer:
        """Return everything laid over each other; its problems are those that come up by that.

        Raises:
            TypeMismatch: Renovate breaks off at a value.
        """
        catalogue = self.catalogue
        layer = _without_problems(self._files())
        layer = lay_over(layer, _without_problems(self.variables), catalogue)
        layer = lay_over(layer, _without_problems(self.arguments.layer), catalogue)
        layer = with_global_presets(layer, catalogue)
        layer = with_force(lay_over(_defaults(catalogue), layer, catalogue))
        layer = with_forced_arguments(layer, self.arguments.layer)
        is_complete = self._is_complete(layer)
        layer = derived(layer, self.environment, catalogue, is_complete=is_complete)
        return _interpolated(layer, is_complete=is_complete)

    def _files(self) -> Layer:
        main, additional = self.main.layer, self.additional.layer
        both = lay_over(main, additional, self.catalogue)
        first, second = (_items(layer.values.get("extends")) for layer in (main, additional))
        if not (first and second):
            return both
        below, above = main.traces["extends"], additional.traces["extends"]
        values = both.values.copy()
        values["extends"] = TrackedList([*first, *second])
        traces = {**both.traces, "extends": below.under(above, is_joined=True)}
        return replace(both, values=values, traces=traces)

    def _is_complete(self, layer: Layer) -> bool:
        return not layer.unknown and not self.inputs.unknown_variables

    def _unmergeable(self, error: TypeMismatch) -> Problem:
        return Problem(
            kind=ProblemKind.UNMIGRATABLE_CONFIG,
            name="",
            origin=None,
            facts={"reason": str(error)},
            exit_code=_EXIT,
        )

    def _exports(self) -> tuple[str, ...]:
        return (*self.main.exported, *self.additional.exported)

    def _notes(self, whole: Layer) -> Iterator[Problem]:
        yield from self._of_overridden_repositories()
        for role, file in ((MAIN, self.main), (ADDITIONAL, self.additional)):
            yield from self._of_deletion(role, file, whole)
        yield from self._of_shadowed_files()
        yield from name_problems(
            self.prepared,
            self.inputs,
            whole.traces.keys(),
            self.catalogue,
            detects_host_rules=is_true(whole.values.get("detectHostRulesFromEnv")),
        )

    def _of_overridden_repositories(self) -> Iterator[Problem]:
        own = _items(self.arguments.layer.values.get("repositories"))
        layers = (self.main.layer, self.additional.layer, self.variables)
        lists = (layer.values.get("repositories") for layer in layers)
        before = [item for one in lists for item in _items(one)]
        if own and before and not is_same(own, before):
            source = self.arguments.layer.traces["repositories"].sources[0]
            kind = ProblemKind.REPOSITORIES_OVERRIDDEN
            yield Problem(kind=kind, name=source.label, origin=source.origin)

    def _of_deletion(self, role: FileRole, file: FileLayer, whole: Layer) -> Iterator[Problem]:
        is_deleted = is_true(whole.values.get(role.delete_option))
        if file.file is None or not is_deleted or role.variable not in self.environment:
            return
        trace = whole.traces.get(role.delete_option)
        yield Problem(
            kind=ProblemKind.DELETED_FILE,
            name=file.file.path_in_container,
            origin=None if trace is None else trace.sources[-1].origin,
            facts={"option": role.delete_option},
        )

    def _of_shadowed_files(self) -> Iterator[Problem]:
        if self.main.file is not None or MAIN.variable in self.environment:
            return
        for file in self.inputs.files:
            if posixpath.basename(file.path_in_container) in _CONFIG_NAMES:
                is_used = file is self.additional.file
                if not is_used:
                    yield Problem(
                        kind=ProblemKind.SHADOWED_FILE,
                        name=file.path_in_container,
                        origin=None,
                        facts={"meant": MAIN.variable},
                    )


def _items(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _without_problems(layer: Layer) -> Layer:
    return replace(layer, problems=())


def _defaults(catalogue: Catalogue) -> Layer:
    values = TrackedDict(
        {name: option.default for name, option in catalogue.options.items() if option.is_top_level}
    )
    return Layer(values=clone(values))


def _interpolated(layer: Layer, *, is_complete: bool) -> Layer:
    values = layer.values
    if not any(
        isinstance(values.get(key), dict) and values[key] for key in ("secrets", "variables")
    ):
        return layer
    kinds = open_kinds(layer, is_complete=is_complete)
    try:
        return replace(layer, values=interpolated(values, kinds))
    except UninterpolatableError as error:
        problem = problem_of_template(error, layer, _EXIT)
        return replace(layer, problems=(*layer.problems, problem))
