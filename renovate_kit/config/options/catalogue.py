"""What one release of Renovate knows; each file of it is read when somebody asks."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renovate_kit.config.options.entries import (
    CustomMigration,
    Datasource,
    Manager,
    OnDemand,
    Preset,
    datasource_from_record,
    manager_from_record,
    migration_from_record,
    preset_from_record,
)
from renovate_kit.config.options.layout import Part, read_part
from renovate_kit.config.options.option import Option, option_from_record
from renovate_kit.config.options.suggestion import nearest

if TYPE_CHECKING:
    from renovate_kit.config.document.nodes import Data

__all__ = ["Catalogue"]

_DEFAULT_NAMESPACE = "default"


def _name_set(part: Part, table: str) -> cached_property[frozenset[str]]:
    def read(catalogue: "Catalogue") -> frozenset[str]:
        return frozenset(catalogue.content(part)[table])

    return cached_property(read)


def _name_table(part: Part, table: str) -> cached_property[Mapping[str, str]]:
    def read(catalogue: "Catalogue") -> Mapping[str, str]:
        return dict(catalogue.content(part)[table])

    return cached_property(read)


class Catalogue:
    """The facts about one release.

    Args:
        folder: the release's files, in a folder named by the version.
        others: gives the catalogues of the other releases, newest first; called when needed.
    """

    def __init__(self, folder: Path, others: "Callable[[], Iterable[Catalogue]]") -> None:
        self._folder = folder
        self._others = others
        self._contents: dict[Part, Any] = {}

    @property
    def release(self) -> str:
        """The version of Renovate, as in `44.121.2`."""
        return self._folder.name

    def content(self, part: Part) -> Any:  # noqa: ANN401 - each file has its own shape
        """Return what a file of the release holds; it is read once and must not be changed."""
        if part not in self._contents:
            self._contents[part] = read_part(self._folder, part)
        return self._contents[part]

    # Options

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """All options by name, in Renovate's order."""
        records = {record["name"]: record for record in self.content(Part.OPTIONS)}
        return OnDemand(records, lambda _, record: option_from_record(record))

    def option(self, name: str) -> Option | None:
        """Return the option of that name, None if the release has none."""
        return self.options.get(name)

    @cached_property
    def options_by_env(self) -> Mapping[str, Option]:
        """Options by the environment variable that sets them."""
        return {option.env: option for option in self.options.values() if option.env}

    def nearest(self, name: str) -> str | None:
        """Return the option that somebody who wrote `name` probably meant."""
        return nearest(name, self.options)

    def other_release_with(self, option_name: str) -> str | None:
        """Return the newest other shipped release that has an option of that name."""
        having = (other.release for other in self._others() if option_name in other.options)
        return next(having, None)

    # Managers, datasources, platforms, versionings, tools, time zones

    @cached_property
    def manager_facts(self) -> Mapping[str, Manager]:
        """All managers by name, custom ones included."""
        return OnDemand(self.content(Part.MANAGERS), manager_from_record)

    @cached_property
    def managers(self) -> frozenset[str]:
        """The managers, without the types of custom managers."""
        return frozenset(name for name, facts in self.manager_facts.items() if not facts.is_custom)

    @cached_property
    def custom_managers(self) -> frozenset[str]:
        """The types of custom managers."""
        return frozenset(name for name, facts in self.manager_facts.items() if facts.is_custom)

    @cached_property
    def categories(self) -> frozenset[str]:
        """What `matchCategories` can find."""
        return frozenset(name for facts in self.manager_facts.values() for name in facts.categories)

    @cached_property
    def datasource_facts(self) -> Mapping[str, Datasource]:
        """All datasources by name."""
        return OnDemand(self.content(Part.DATASOURCES), datasource_from_record)

    @cached_property
    def datasources(self) -> frozenset[str]:
        """The datasources."""
        return frozenset(self.content(Part.DATASOURCES))

    @cached_property
    def versionings(self) -> frozenset[str]:
        """The versioning schemes."""
        return frozenset(self.content(Part.VERSIONINGS))

    @cached_property
    def platforms(self) -> frozenset[str]:
        """The platforms that host repositories."""
        return frozenset(self.content(Part.PLATFORMS))

    @cached_property
    def time_zones(self) -> frozenset[str]:
        """The IANA zones that Node lists; it accepts more, aliases such as `US/Eastern`."""
        return frozenset(self.content(Part.TIME_ZONES)["names"])

    tools = _name_set(Part.TOOLS, "versionings")
    """The tools that Renovate can install."""

    tool_versionings = _name_table(Part.TOOLS, "versionings")
    """The scheme in which `constraints` speaks of each tool's versions."""

    additional_constraints = _name_set(Part.TOOLS, "additionalConstraints")
    """What `constraints` may name besides tools."""

    # Presets

    @cached_property
    def preset_facts(self) -> Mapping[str, Preset]:
        """The built-in presets by name with namespace, as in `default:timezone`."""
        return OnDemand(self.content(Part.PRESETS), preset_from_record)

    @cached_property
    def presets(self) -> "Mapping[str, dict[str, Data]]":
        """The bodies of the built-in presets by name with namespace; do not change them."""
        return OnDemand(self.content(Part.PRESETS), lambda _, record: record["body"])

    def preset(self, reference: str) -> Preset | None:
        """Return a built-in preset, None if there is none of that name.

        Args:
            reference: as `extends` has it: `config:recommended`, `:timezone(Europe/Berlin)`.
        """
        name = reference.partition("(")[0]
        return self.preset_facts.get(_DEFAULT_NAMESPACE + name if name[:1] == ":" else name)

    preset_namespaces = _name_set(Part.NAMES, "presetNamespaces")
    """What before a colon makes a preset a built-in one, whether or not it exists."""

    removed_presets: cached_property[Mapping[str, str | None]] = cached_property(
        lambda catalogue: dict(catalogue.content(Part.MIGRATIONS)["removedPresets"])
    )
    """Presets that are gone, to what replaces them; None if nothing does."""

    # Migrations

    renamed_options = _name_table(Part.MIGRATIONS, "renamedOptions")
    """Old names of options to new ones."""

    removed_options = _name_set(Part.MIGRATIONS, "removedOptions")
    """Options that a migration drops without a replacement."""

    renamed_rule_keys = _name_table(Part.MIGRATIONS, "renamedRuleKeys")
    """Old keys of package rules to new ones."""

    @cached_property
    def custom_migrations(self) -> tuple[CustomMigration, ...]:
        """Migrations beyond renames and removals, in the order in which Renovate tries them."""
        records = self.content(Part.MIGRATIONS)["customMigrations"]
        return tuple(migration_from_record(record) for record in records)

    # Names that are known elsewhere in Renovate

    @cached_property
    def config_file_names(self) -> tuple[str, ...]:
        """Where a repository may have its configuration, in the order of search."""
        return tuple(self.content(Part.NAMES)["configFileNames"])

    def config_file_names_on(self, platform: str) -> tuple[str, ...]:
        """Return where a repository on a platform may have its configuration.

        Args:
            platform: one of `platforms`; for any other the names that need none are returned.
        """
        by_platform = self.content(Part.NAMES)["configFileNamesByPlatform"]
        return tuple(by_platform.get(platform, self.config_file_names))

    selectors = _name_set(Part.NAMES, "selectors")
    """The keys by which a package rule matches."""

    ignored_nodes = _name_set(Part.NAMES, "ignoredNodes")
    """Keys that Renovate's validator skips."""

    pre_lookup_options = _name_set(Part.NAMES, "preLookupOptions")
    """Options that come too late in a rule which matches on update types."""

    custom_manager_keys = _name_set(Part.NAMES, "customManagerKeys")
    """All keys that a custom manager may have."""

    custom_datasource_keys = _name_set(Part.NAMES, "customDatasourceKeys")
    """All keys that a custom datasource may have."""

    env_names = _name_set(Part.NAMES, "envNames")
    """Environment variables that some module of Renovate mentions by name."""

    child_env_names = _name_set(Part.NAMES, "childEnvNames")
    """Variables that Renovate hands on to the package managers that it starts."""

    converted_env_names = _name_table(Part.NAMES, "convertedEnvNames")
    """Variables of former experiments that are still read, to the option that each sets."""

    renamed_env_options = _name_table(Part.NAMES, "renamedEnvOptions")
    """Old names of options whose environment variables are still read, to the new names."""

    discarded_env_names = _name_set(Part.NAMES, "discardedEnvNames")
    """Variables that Renovate takes out of the environment from which it reads options."""

    global_config_keys = _name_set(Part.NAMES, "globalConfigKeys")
    """Options that hold for the whole process, out of reach of a repository."""

    global_config_defaults: "cached_property[Mapping[str, Data]]" = cached_property(
        lambda catalogue: dict(catalogue.content(Part.NAMES)["globalConfigDefaults"])
    )
    """What options for the whole process are where nobody sets them."""

    inherit_config_keys = _name_set(Part.NAMES, "inheritConfigKeys")
    """Options that an inherited configuration sets before the repository's own is read."""

    template_helpers = _name_set(Part.NAMES, "templateHelpers")
    """What a template can call: Handlebars' own helpers and Renovate's."""

    template_fields = _name_set(Part.NAMES, "templateFields")
    """What a template can refer to."""

    error_constants: "cached_property[Mapping[str, Data]]" = cached_property(
        lambda catalogue: dict(catalogue.content(Part.NAMES)["errorConstants"])
    )
    """Names of errors to the strings by which logs and reports tell them apart."""

    status_checks = _name_set(Part.NAMES, "statusChecks")
    """What `statusCheckNames` may name."""

    update_types = _name_set(Part.NAMES, "updateTypes")
    """Update types that have an object of options."""

    merge_confidence_datasources = _name_set(Part.NAMES, "mergeConfidenceDatasources")
    """Datasources for which there is merge confidence data."""

    package_cache_namespaces = _name_set(Part.NAMES, "packageCacheNamespaces")
    """What `cacheTtlOverride` may name."""
