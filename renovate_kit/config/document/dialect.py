"""The two grammars that Renovate reads configuration with."""

from enum import StrEnum

__all__ = ["Dialect"]


class Dialect(StrEnum):
    """Which grammar a text is read with.

    Renovate's `parseJson` (`lib/util/common.ts`) reads `.jsonc` as JSONC, `.json5` as JSON5,
    and everything else as JSONC with JSON5 as the fallback.

    Attributes:
        JSONC: JSON with comments and trailing commas, as jsonc-weaver accepts it.
        JSON5: the JSON5 specification, as json5 2.2.3 accepts it.
    """

    JSONC = "jsonc"
    JSON5 = "json5"
