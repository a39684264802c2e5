"""The environment as Renovate reads options from it: prefixes and former names replaced.

Source: `prepareEnv` in `lib/workers/global/config/parse/env.ts`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from renovate_kit.config.effective.coercion import Remark
from renovate_kit.config.effective.inputs import EnvironmentVariable
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.reporting import known_value, of_variable
from renovate_kit.config.options import Catalogue

__all__ = ["PREFIX", "PreparedEnvironment", "env_name", "prepare"]

PREFIX: Final = "RENOVATE_"
_CAPITAL: Final = re.compile("([A-Z])")
_OWN_PREFIX: Final = "ENV_PREFIX"
_ANY_VALUE_IS_TRUE: Final = frozenset({"RENOVATE_X_REPO_CACHE_FORCE_LOCAL"})
_RECREATE_CLOSED: Final = "RENOVATE_RECREATE_CLOSED"
_RECREATE_WHEN: Final = "RENOVATE_RECREATE_WHEN"
_RECREATION: Final = {"true": "always", "false": "auto"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedEnvironment:
    """The variables under the names of today.

    Attributes:
        variables: by the name under which Renovate reads them; each has its own name still.
        problems: of former names.
    """

    variables: Mapping[str, EnvironmentVariable]
    problems: tuple[Problem, ...]


def env_name(option: str) -> str:
    """Return the variable that an option of that name has, or would have."""
    return PREFIX + _CAPITAL.sub(r"_\1", option).upper()


def prepare(
    environment: Mapping[str, EnvironmentVariable], catalogue: Catalogue
) -> PreparedEnvironment:
    """Return the environment as Renovate reads options from it.

    Args:
        environment: by name.
        catalogue: tells which names were replaced by which.
    """
    variables = _with_own_prefix(environment)
    problems: list[Problem] = []
    problems += _promote(variables, catalogue)
    problems += _rename(variables, catalogue)
    problems += _recreate(variables)
    return PreparedEnvironment(variables=variables, problems=tuple(problems))


def _with_own_prefix(
    environment: Mapping[str, EnvironmentVariable],
) -> dict[str, EnvironmentVariable]:
    variables = dict(environment)
    own = environment.get(_OWN_PREFIX)
    prefix = None if own is None else known_value(own)
    if not prefix:
        return variables
    for name, variable in environment.items():
        if name.startswith(prefix):
            variables[PREFIX + name.removeprefix(prefix)] = variable
            # With the prefix RENOVATE_ this takes out what was just put in; so does Renovate.
            variables.pop(name, None)
    return variables


def _promote(variables: dict[str, EnvironmentVariable], catalogue: Catalogue) -> Iterable[Problem]:
    before = dict(variables)
    for old, option in catalogue.converted_env_names.items():
        if (variable := before.get(old)) is None:
            continue
        new = env_name(option)
        is_forced = old in _ANY_VALUE_IS_TRUE and variable.value != ""
        variables[new] = replace(variable, value="true") if is_forced else variable
        del variables[old]
        remark = Remark(kind=ProblemKind.PROMOTED_NAME, facts={"meant": new})
        yield of_variable(variable, remark, option=option)


def _rename(variables: dict[str, EnvironmentVariable], catalogue: Catalogue) -> Iterable[Problem]:
    before = dict(variables)
    for former, option in catalogue.renamed_env_options.items():
        variable = before.get(env_name(former))
        if variable is None or variable.value == "":
            continue
        new = env_name(option)
        variables[new] = variable
        del variables[env_name(former)]
        remark = Remark(kind=ProblemKind.RENAMED_NAME, facts={"meant": new})
        yield of_variable(variable, remark, option=option)


def _recreate(variables: dict[str, EnvironmentVariable]) -> Iterable[Problem]:
    variable = variables.get(_RECREATE_CLOSED)
    value = None if variable is None else known_value(variable)
    if variable is not None and value in _RECREATION:
        variables[_RECREATE_WHEN] = replace(variable, value=_RECREATION[value])
        del variables[_RECREATE_CLOSED]
        remark = Remark(kind=ProblemKind.RENAMED_NAME, facts={"meant": _RECREATE_WHEN})
        yield of_variable(variable, remark, option="recreateWhen")
