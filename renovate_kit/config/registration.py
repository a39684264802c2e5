"""What the official validator does with host rules before it migrates and judges a config.

It registers them, as for requests to those hosts, and gives up if one has not the form that
this needs.

Source: `validate` in `lib/config-validator.ts`, `add` in `lib/util/host-rules.ts`.
"""

from typing import Final

from renovate_kit.config.javascript import TypeMismatch, is_true, items_of
from renovate_kit.config.migration import UnmigratableError
from renovate_kit.config.provenance import Json

__all__ = ["register_host_rules"]

_HOST_KEYS: Final = ("matchHost", "hostName", "domainName", "baseUrl")


def register_host_rules(config: Json) -> None:
    """Look at the host rules of a config before its migration.

    Raises:
        UnmigratableError: the official validator gives up at one of them.
    """
    rules = config.get("hostRules") if isinstance(config, dict) else None
    if not is_true(rules):
        return
    try:
        items = items_of(rules)
    except TypeMismatch as error:
        raise UnmigratableError("host rules are a list of objects", ("hostRules",)) from error
    for index, rule in enumerate(items):
        problem = _problem(rule)
        if problem:
            raise UnmigratableError(problem, ("hostRules", index))


def _problem(rule: Json) -> str | None:
    if rule is None:
        return "a host rule is an object"
    if not isinstance(rule, dict):
        return None
    hosts = [rule[key] for key in _HOST_KEYS if is_true(rule.get(key))]
    if len(hosts) > 1:
        return "a host rule names its host once, with `matchHost`"
    if hosts and not isinstance(hosts[0], str | list):
        return "the host of a host rule is a text"
    return None
