"""The rules about deployments, one file each, found by walking this package."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from renovate_kit.config.deployment.rule import DeploymentRule

__all__ = ["all_deployment_rules"]


@cache
def all_deployment_rules() -> tuple[DeploymentRule, ...]:
    """Return one of each rule, by code."""
    rules: list[DeploymentRule] = []
    for found in iter_modules(__path__):
        module = import_module(f"{__name__}.{found.name}")
        (rule,) = (
            value
            for value in vars(module).values()
            if isinstance(value, type)
            and issubclass(value, DeploymentRule)
            and value is not DeploymentRule
        )
        rules.append(rule())
    return tuple(sorted(rules, key=lambda rule: rule.code))
