"""`renovate-kit schema`."""

from renovate_kit.cli.output import say

__all__ = ["EPILOG", "schema"]

EPILOG = """\b
Example:
  renovate-kit schema > renovate-kit.schema.json

An editor with the YAML language server completes and checks the settings if their first line is
  # yaml-language-server: $schema=renovate-kit.schema.json"""


def schema() -> None:
    """Print the JSON Schema of the settings that `build` reads."""
    import json

    from renovate_kit.config.build.json_schema import settings_schema

    say(json.dumps(settings_schema(), indent=2) + "\n")
