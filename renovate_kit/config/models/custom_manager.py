"""Managers that people define themselves, in `customManagers`.

Source: `lib/modules/manager/custom/` and `validateConfig` in `lib/config/validation.ts`.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Discriminator, Field

from renovate_kit.config.models.choices import FileFormat, MatchStringsStrategy
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.names import Datasource, Versioning
from renovate_kit.config.models.scalars import OneOrMore

__all__ = ["CustomManager", "JsonataManager", "RegexManager"]


class _CustomManager(Model):
    manager_file_patterns: Annotated[OneOrMore[str], Field(min_length=1)]
    match_strings: Annotated[list[str], Field(min_length=1)]
    description: OneOrMore[str] | None = None
    dep_name_template: str | None = None
    package_name_template: str | None = None
    datasource_template: Datasource | str | None = None
    dep_type_template: str | None = None
    current_value_template: str | None = None
    versioning_template: Versioning | str | None = None
    registry_url_template: str | None = None
    extract_version_template: str | None = None
    auto_replace_string_template: str | None = None
    match_strings_strategy: MatchStringsStrategy | None = None


class RegexManager(_CustomManager):
    """Finds dependencies with regular expressions, whose groups are named after fields."""

    custom_type: Literal["regex"]
    file_format: FileFormat | None = None


class JsonataManager(_CustomManager):
    """Finds dependencies with JSONata queries in files of a format that it can read."""

    custom_type: Literal["jsonata"]
    file_format: FileFormat


CustomManager: TypeAlias = Annotated[RegexManager | JsonataManager, Discriminator("custom_type")]
"""One of `customManagers`, told apart by `customType`."""
