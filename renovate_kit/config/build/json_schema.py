"""The JSON Schema of the settings file, for editors."""

from typing import Any, Final

from renovate_kit.config.build.settings import Settings

__all__ = ["settings_schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def settings_schema() -> dict[str, Any]:
    """Return the schema; Renovate's own options are in Renovate's schemas, to which it points."""
    schema = Settings.model_json_schema(by_alias=True)
    return {"$schema": _DIALECT, **_without_formatting(schema)}


def _without_formatting(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema without Python's indentation in descriptions, and without its titles."""
    if isinstance(schema, list):
        return [_without_formatting(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: " ".join(value.split())
        if key == "description" and isinstance(value, str)
        else _without_formatting(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str))
    }
