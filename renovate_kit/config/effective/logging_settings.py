"""The variables of logging, which Renovate reads before everything else.

Source: `lib/logger/utils.ts` (`getEnv`) and `lib/logger/bunyan.ts`.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from renovate_kit.config.effective.coercion import Remark
from renovate_kit.config.effective.inputs import EnvironmentVariable
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.reporting import known_value, of_variable
from renovate_kit.config.grammars.javascript_text import trim

__all__ = ["logging_problems"]

_LEVELS: Final = ("trace", "debug", "info", "warn", "error", "fatal")
_EXIT: Final = 1


def logging_problems(environment: Mapping[str, EnvironmentVariable]) -> Iterator[Problem]:
    """Yield what is wrong with how logging is set up."""
    yield from _of_level("LOG_LEVEL", environment)
    file = _variable("LOG_FILE", environment)
    path = None if file is None else known_value(file)
    if file is None or path is None:
        return
    becomes = trim(path.lower())
    if becomes != path:
        yield of_variable(
            file, Remark(kind=ProblemKind.LOWERED_LOG_FILE, facts={"becomes": becomes})
        )
    yield from _of_level("LOG_FILE_LEVEL", environment)


def _of_level(key: str, environment: Mapping[str, EnvironmentVariable]) -> Iterator[Problem]:
    variable = _variable(key, environment)
    level = None if variable is None else known_value(variable)
    if variable is not None and level is not None and trim(level.lower()) not in _LEVELS:
        remark = Remark(kind=ProblemKind.INVALID_LOG_LEVEL, facts={"allowed": ", ".join(_LEVELS)})
        yield of_variable(variable, remark, exit_code=_EXIT)


def _variable(
    key: str, environment: Mapping[str, EnvironmentVariable]
) -> EnvironmentVariable | None:
    """Return the variable that counts: the one with the prefix, unless it is blank."""
    for name in (f"RENOVATE_{key}", key):
        variable = environment.get(name)
        if variable is not None and (variable.value is None or trim(variable.value)):
            return variable
    return None
