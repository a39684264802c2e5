"""`hostRules` name their host with `matchHost`, which had many names."""

from typing import Final

from renovate_kit.config.javascript import TypeMismatch, entries_of, items_of
from renovate_kit.config.migration import Migrated, Migration, Occurrence, renamed_datasource
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, own_origin, reworded

__all__ = ["HostRules"]

_HOST_KEYS: Final = ("matchHost", "hostName", "domainName", "baseUrl", "endpoint", "host")
_TYPE_KEYS: Final = ("platform", "hostType")


class HostRules(Migration):
    """Several of them in one rule must agree.

    Source: `lib/config/migrations/custom/host-rules-migration.ts`.
    """

    options = ("hostRules",)
    removes_option = False
    examples = (
        Migrated(
            {"hostRules": [{"platform": "docker", "endpoint": "https://docker.io", "token": "t"}]},
            {"hostRules": [{"hostType": "docker", "matchHost": "https://docker.io", "token": "t"}]},
        ),
        Migrated(
            {"hostRules": [{"hostName": "example.com/api", "hostType": "dotnet"}]},
            {"hostRules": [{"matchHost": "https://example.com/api", "hostType": "dotnet-version"}]},
        ),
        Migrated({"hostRules": [{"matchHost": 5, "token": "t"}]}, {"hostRules": [{"token": "t"}]}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Give each rule the keys of today."""
        try:
            rules = items_of(occurrence.value)
        except TypeMismatch as error:
            raise occurrence.unmigratable("host rules are a list of objects") from error
        today = TrackedList(origin=own_origin(occurrence.value))
        for index, rule in enumerate(rules):
            if rule is None:
                raise occurrence.unmigratable("a host rule is an object", index)
            if isinstance(rule, dict) and _has_several_hosts(rule):
                raise occurrence.unmigratable(
                    "the keys that name a host differ in their values: keep `matchHost` alone",
                    index,
                )
            today.append(_with_keys_of_today(rule))
        occurrence.rewrite(today)


def _has_several_hosts(rule: dict[str, Json]) -> bool:
    hosts = {rule[key] for key in _HOST_KEYS if isinstance(rule.get(key), str)}
    return len(hosts) > 1


def _with_keys_of_today(rule: Json) -> TrackedDict:
    today = TrackedDict(origin=own_origin(rule))
    origins = rule.origins if isinstance(rule, TrackedDict) else {}
    for key, value in entries_of(rule):
        if key in _HOST_KEYS:
            new_key, new_value = "matchHost", _as_url(value)
        elif key in _TYPE_KEYS:
            new_key, new_value = "hostType", _as_host_type(key, value)
        elif key != "__proto__":
            today.put(key, value, origins.get(key))
            continue
        else:
            continue
        if new_value is not None and today.get(new_key) is None:
            today.put(new_key, new_value, origins.get(key))
    return today


def _as_url(host: Json) -> Json:
    if not isinstance(host, str):
        return None
    has_no_scheme = "://" not in host and ("/" in host or ":" in host)
    return reworded(host, f"https://{host}") if has_no_scheme else host


def _as_host_type(key: str, value: Json) -> Json:
    if not isinstance(value, str):
        return None
    return renamed_datasource(value) if key == "hostType" else value
