"""Host rules that `detectHostRulesFromEnv` makes of variables.

Source: `lib/workers/global/config/parse/host-rules-from-env.ts`.
"""

from collections.abc import Mapping
from typing import Final

from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.coercion import Remark
from renovate_kit.config.effective.environment import PREFIX
from renovate_kit.config.effective.inputs import EnvironmentVariable
from renovate_kit.config.effective.layers import Layer, Trace
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.reporting import known_value, of_variable
from renovate_kit.config.effective.result import Source, SourceKind
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import TrackedDict, TrackedList

__all__ = ["credential_of", "host_rules_from"]

_NPM_PREFIXES: Final = ("npm_config_", "npm_lifecycle_", "npm_package_")
_OTHERWISE_USED: Final = frozenset({"GITHUB_COM_TOKEN", "RENOVATE_GITHUB_COM_TOKEN"})
_PLATFORMS: Final = frozenset({"github"})
_FIELDS: Final = {
    "token": "token",
    "username": "username",
    "password": "password",
    "httpsprivatekey": "httpsPrivateKey",
    "httpscertificate": "httpsCertificate",
    "httpscertificateauthority": "httpsCertificateAuthority",
}


def credential_of(name: str, catalogue: Catalogue) -> tuple[str, tuple[str, ...], str] | None:
    """Return the host type, the parts of the host and the field that a variable is about.

    None if it is about none.
    """
    if name in _OTHERWISE_USED or name.startswith(_NPM_PREFIXES):
        return None
    host_type, *parts = name.removeprefix(PREFIX).lower().replace("__", "-").split("_")
    is_platform = host_type in _PLATFORMS and len(parts) > 1
    if not parts or not (host_type in catalogue.datasources or is_platform):
        return None
    *host, suffix = parts
    field = _FIELDS.get(suffix)
    return None if field is None else (host_type, tuple(host), field)


def host_rules_from(environment: Mapping[str, EnvironmentVariable], catalogue: Catalogue) -> Layer:
    """Return the rules that variables make, as a layer with nothing but `hostRules`."""
    rules: dict[tuple[str, str], TrackedDict] = {}
    sources: list[Source] = []
    problems: list[Problem] = []
    for name in sorted(environment, key=_utf16):
        found = credential_of(name, catalogue)
        if found is None:
            continue
        host_type, host, field = found
        variable = environment[name]
        if len(host) == 1:
            problems.append(of_variable(variable, Remark(kind=ProblemKind.UNPARSABLE_HOST_RULE)))
            continue
        rule = rules.setdefault((host_type, ".".join(host)), _new_rule(host_type, host))
        value = known_value(variable)
        rule[field] = UNKNOWN if value is None else value
        sources.append(_source(variable))
    values = TrackedDict({"hostRules": TrackedList(rules.values())})
    traces = {"hostRules": Trace(sources=tuple(sources))} if sources else {}
    return Layer(values=values, traces=traces, problems=tuple(problems))


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def _new_rule(host_type: str, host: tuple[str, ...]) -> TrackedDict:
    rule = TrackedDict({"hostType": host_type})
    if host:
        rule["matchHost"] = ".".join(host)
    return rule


def _source(variable: EnvironmentVariable) -> Source:
    return Source(
        kind=SourceKind.DERIVED,
        origin=variable.origin,
        label=variable.name,
        via="detectHostRulesFromEnv",
        is_known=known_value(variable) is not None,
        is_secret=variable.is_secret,
    )
