"""The environment to config, as Renovate does it: pure functions from inputs to a result."""

from renovate_kit.config.effective.assembly import effective_config
from renovate_kit.config.effective.inputs import Argument, ConfigFile, EnvironmentVariable, Inputs
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.result import (
    EffectiveConfig,
    EffectiveOption,
    Source,
    SourceKind,
)

__all__ = [
    "Argument",
    "ConfigFile",
    "EffectiveConfig",
    "EffectiveOption",
    "EnvironmentVariable",
    "Inputs",
    "Problem",
    "ProblemKind",
    "Source",
    "SourceKind",
    "effective_config",
]
