"""The rules, one file each, found by walking this package."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from renovate_kit.config.rule import Rule

__all__ = ["all_rules"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return one of each rule, by code."""
    rules: list[Rule] = []
    for found in iter_modules(__path__):
        module = import_module(f"{__name__}.{found.name}")
        (rule,) = (
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Rule) and value is not Rule
        )
        rules.append(rule())
    return tuple(sorted(rules, key=lambda rule: rule.code))
