"""The settings -> Renovate's global config, as a file and as environment variables.

Both forms give the same effective config. A variable is not migrated and massaged, its empty
text is no value, and a list in it is JSON5 or words between commas; so an option has a variable
of its own only if its value means the same there. The others stand in `RENOVATE_CONFIG`, which
Renovate treats like a file.

Source: `lib/workers/global/config/parse/env.ts` and `file.ts`.
"""

import json
from typing import TYPE_CHECKING, Final

from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_parts import bytes_of
from renovate_kit.config.options import load_catalogue

if TYPE_CHECKING:
    from renovate_kit.config.document.nodes import Data

__all__ = [
    "CACHE_FOLDER",
    "CONFIG_FILE",
    "CONFIG_FOLDER",
    "config_file_text",
    "container_arguments",
    "container_variables",
    "global_options",
    "json_text",
]

CONFIG_FOLDER: Final = "/opt/renovate"
"""Where the container has the ConfigMap with the config; nothing of the image is there."""
CONFIG_FILE: Final = "config.json"
CACHE_FOLDER: Final = "/var/cache/renovate"
"""Where the container has a cache that is kept from run to run."""

_MEGABYTE: Final = 2**20
_PLAIN_ALTHOUGH_FOR_REPOSITORIES: Final = "gitAuthor"
_NEVER_PLAIN: Final = "globalExtends"
"""Names of presets are migrated in a file."""


def global_options(settings: Settings) -> "dict[str, Data]":
    """Return all options of the global config that the settings set, the arguments aside."""
    options: dict[str, Data] = {"platform": settings.platform}
    if settings.endpoint is not None:
        options["endpoint"] = settings.endpoint
    if settings.git_author is not None:
        options["gitAuthor"] = settings.git_author
    if settings.repositories and settings.repositories_in == "config":
        options["repositories"] = [*settings.repositories]
    if settings.autodiscover is not None:
        options["autodiscover"] = True
        options["autodiscoverFilter"] = [*settings.autodiscover.filter]
    if settings.dry_run is not None:
        options["dryRun"] = settings.dry_run
    if settings.report is not None:
        options["reportType"] = settings.report.type
        if settings.report.path is not None:
            options["reportPath"] = settings.report.path
    if settings.cache.claim is not None:
        options["cacheDir"] = CACHE_FOLDER
    return {**options, **settings.config}


def container_arguments(settings: Settings) -> list[str]:
    """Return the arguments of the container: the repositories, if the settings want them there."""
    return [*settings.repositories] if settings.repositories_in == "args" else []


def config_file_text(settings: Settings) -> str | None:
    """Return the text of Renovate's config file; None if there is none.

    No line break at its end: kustomize takes it from a text that ends a patch.
    """
    if settings.config_in == "env":
        return None
    return json_text(global_options(settings)).rstrip("\n")


def container_variables(settings: Settings) -> dict[str, str]:
    """Return the environment of the container, without what the Secret adds to it."""
    variables = {
        "LOG_FORMAT": settings.log.format,
        "LOG_LEVEL": settings.log.level,
        "NODE_OPTIONS": f"--max-old-space-size={_heap_size(settings)}",
    }
    if settings.security.tools == "image":
        # A variable in both forms: the image sets it to `install`, which a file can't change.
        variables["RENOVATE_BINARY_SOURCE"] = "global"
    if settings.config_in == "json":
        variables["RENOVATE_CONFIG_FILE"] = f"{CONFIG_FOLDER}/{CONFIG_FILE}"
    else:
        variables |= _option_variables(global_options(settings))
    return dict(sorted(variables.items()))


def json_text(data: "Data") -> str:
    """Return data as JSON for people, with a line break at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _heap_size(settings: Settings) -> int:
    """Return how many megabytes Node's heap may take: three quarters of the container's limit.

    Node does not see the limit's edge in time otherwise, and the tools that Renovate starts
    need memory too.
    """
    return bytes_of(settings.resources.limits.memory) * 3 // 4 // _MEGABYTE


def _option_variables(options: "dict[str, Data]") -> dict[str, str]:
    catalogue = load_catalogue()
    variables: dict[str, str] = {}
    others: dict[str, Data] = {}
    for name, value in options.items():
        option = catalogue.option(name)
        text = _variable_text(value)
        is_plain = option is not None and (
            (option.is_global_only and not option.is_mergeable and name != _NEVER_PLAIN)
            or name == _PLAIN_ALTHOUGH_FOR_REPOSITORIES
        )
        if option is not None and option.env and text is not None and is_plain:
            variables[option.env] = text
        else:
            others[name] = value
    if others:
        variables["RENOVATE_CONFIG"] = json.dumps(others, ensure_ascii=False)
    return variables


def _variable_text(value: "Data") -> str | None:
    """Return a value as the text of a variable that means the same; None if there is none."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return value if value and "\\n" not in value else None
        case [*items] if items and all(isinstance(item, str) for item in items):
            return json.dumps(items, ensure_ascii=False)
        case _:
            return None
