"""The grammars that Renovate reads configuration with."""

from enum import StrEnum
from typing import TypeAlias

__all__ = ["Dialect", "Syntax", "YamlDialect"]


class Dialect(StrEnum):
    """Which of the two grammars of the JSON family a text is read with.

    Renovate's `parseJson` (`lib/util/common.ts`) reads `.jsonc` as JSONC, `.json5` as JSON5,
    and everything else as JSONC with JSON5 as the fallback.

    Attributes:
        JSONC: JSON with comments and trailing commas, as jsonc-weaver accepts it.
        JSON5: the JSON5 specification, as json5 2.2.3 accepts it.
    """

    JSONC = "jsonc"
    JSON5 = "json5"


class YamlDialect(StrEnum):
    """Which YAML a text is read as.

    Attributes:
        CORE: YAML 1.2 with its core schema, without merge keys, as yaml 2.9 reads it.
    """

    CORE = "yaml"


Syntax: TypeAlias = Dialect | YamlDialect
"""How the values of a document are written; those of a JavaScript file as JSON5 writes them."""
