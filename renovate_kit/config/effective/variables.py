"""The prepared environment -> the layer that it is.

Source: `getConfig` in `lib/workers/global/config/parse/env.ts`.
"""

from collections.abc import Mapping
from typing import Final

from renovate_kit.config.document import Dialect, SyntaxProblem, parse
from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.coercion import Coerced, Remark, coerce, read_json5
from renovate_kit.config.effective.config_text import UnusableConfigError, layer_of
from renovate_kit.config.effective.inputs import EnvironmentVariable
from renovate_kit.config.effective.layers import Layer, Trace, unknown_value
from renovate_kit.config.effective.problems import ProblemKind
from renovate_kit.config.effective.reporting import known_value, of_variable
from renovate_kit.config.effective.result import Source, SourceKind
from renovate_kit.config.javascript import is_true
from renovate_kit.config.options import Catalogue, Option, OptionType
from renovate_kit.config.provenance import TrackedDict, TrackedList, track

__all__ = ["environment_layer"]

_RENOVATE_CONFIG: Final = "RENOVATE_CONFIG"
_GITHUB_COM_TOKENS: Final = ("GITHUB_COM_TOKEN", "RENOVATE_GITHUB_COM_TOKEN")
_EXIT_OF_CONFIG: Final = 1
_EXIT_OF_OPTION: Final = 2


def environment_layer(variables: Mapping[str, EnvironmentVariable], catalogue: Catalogue) -> Layer:
    """Return what the environment says, `RENOVATE_CONFIG` and each option's own variable.

    Args:
        variables: by the name under which Renovate reads them.
        catalogue: what the release knows.
    """
    base = _renovate_config(variables.get(_RENOVATE_CONFIG), catalogue)
    builder = _Builder(base)
    for option in catalogue.options.values():
        variable = variables.get(option.env) if option.env else None
        if variable is None:
            continue
        if variable.value == "":
            builder.remark(variable, option, Remark(kind=ProblemKind.EMPTY_VALUE))
        else:
            builder.set(variable, option)
    builder.add_github_rule(variables)
    return builder.layer()


def _renovate_config(variable: EnvironmentVariable | None, catalogue: Catalogue) -> Layer:
    empty = Layer(values=TrackedDict())
    if variable is None or variable.value == "":
        return empty
    source = _source(variable, SourceKind.RENOVATE_CONFIG)
    text = known_value(variable)
    if text is None:
        return Layer(values=TrackedDict(), unknown=(source,))
    document = read_json5(text)
    if document is None:
        return _unusable(variable, _syntax_facts(text))
    try:
        return layer_of(track(document.root), source, catalogue)
    except UnusableConfigError as error:
        return _unusable(variable, {"reason": error.message})


def _unusable(variable: EnvironmentVariable, facts: Mapping[str, str]) -> Layer:
    remark = Remark(kind=ProblemKind.INVALID_RENOVATE_CONFIG, facts=facts)
    problem = of_variable(variable, remark, exit_code=_EXIT_OF_CONFIG)
    return Layer(values=TrackedDict(), problems=(problem,))


def _syntax_facts(text: str) -> Mapping[str, str]:
    read = parse(text, path="", dialect=Dialect.JSON5)
    if not isinstance(read, SyntaxProblem):
        return {"reason": "there is nothing in it"}
    place = read.place
    return {"reason": read.message, "line": str(place.line), "column": str(place.column)}


def _source(variable: EnvironmentVariable, kind: SourceKind) -> Source:
    return Source(
        kind=kind,
        origin=variable.origin,
        label=variable.name,
        via=variable.label,
        is_known=known_value(variable) is not None,
        is_secret=variable.is_secret,
    )


class _Builder:
    """Puts options upon what `RENOVATE_CONFIG` says; here they replace, and never add up."""

    def __init__(self, base: Layer) -> None:
        self._base = base
        self._values = base.values.copy()
        self._traces = dict(base.traces)
        self._problems = list(base.problems)
        if self._values.get("hostRules") is None:
            self._values["hostRules"] = TrackedList()

    def layer(self) -> Layer:
        return Layer(
            values=self._values,
            traces=self._traces,
            problems=tuple(self._problems),
            unknown=self._base.unknown,
        )

    def remark(
        self,
        variable: EnvironmentVariable,
        option: Option,
        remark: Remark,
        exit_code: int | None = None,
    ) -> None:
        problem = of_variable(variable, remark, option=option.name, exit_code=exit_code)
        self._problems.append(problem)

    def set(self, variable: EnvironmentVariable, option: Option) -> None:
        text = known_value(variable)
        if text is None:
            coerced = Coerced(value=unknown_value(option))
        elif option.type is OptionType.ARRAY and option.sub_type == "object":
            coerced = _object_list(text)
        else:
            coerced = coerce(option, text)
        for remark in coerced.remarks:
            is_fatal = coerced.is_refused and remark.kind is not ProblemKind.IGNORED_LIST
            self.remark(variable, option, remark, _EXIT_OF_OPTION if is_fatal else None)
        if coerced.is_refused:
            return
        if coerced.is_unset:
            self._values.drop(option.name)
            self._traces.pop(option.name, None)
            return
        trace = Trace(sources=(_source(variable, SourceKind.ENVIRONMENT),))
        below = self._traces.get(option.name)
        self._values[option.name] = coerced.value
        self._traces[option.name] = trace if below is None else below.under(trace, is_joined=False)

    def add_github_rule(self, variables: Mapping[str, EnvironmentVariable]) -> None:
        variable = next((variables[name] for name in _GITHUB_COM_TOKENS if name in variables), None)
        if variable is None or variable.value == "":
            return
        token = known_value(variable)
        rule = TrackedDict(
            {
                "hostType": "github",
                "matchHost": "github.com",
                "token": UNKNOWN if token is None else token,
            }
        )
        # Whatever `RENOVATE_CONFIG` says, migration has made a list of it, or given up.
        rules = self._values["hostRules"]
        self._values["hostRules"] = TrackedList([*rules, rule])
        trace = Trace(sources=(_source(variable, SourceKind.DERIVED),))
        below = self._traces.get("hostRules")
        self._traces["hostRules"] = (
            trace if below is None else below.under(trace, is_joined=is_true(rules))
        )


def _object_list(text: str) -> Coerced:
    document = read_json5(text)
    value = None if document is None else track(document.root)
    if isinstance(value, list):
        return Coerced(value=value)
    reason = "syntax" if document is None else "type"
    remark = Remark(kind=ProblemKind.IGNORED_LIST, facts={"reason": reason})
    return Coerced(remarks=(remark,), is_refused=True)
