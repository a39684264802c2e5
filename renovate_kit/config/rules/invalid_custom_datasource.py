"""The rule `invalid-custom-datasource`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["InvalidCustomDatasource"]


class InvalidCustomDatasource(Rule):
    """A custom datasource is not described as Renovate understands it.

    It has a `defaultRegistryUrlTemplate`, a `format`, and `transformTemplates`, a list of
    JSONata expressions. Renovate refuses anything else.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK414"
    name = "invalid-custom-datasource"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid(
            '{"customDatasources": {"versions": {"format": "json", "transformTemplates": ["a"],'
            ' "defaultRegistryUrlTemplate": "https://example.com/v.json", "description": "v"}}}'
        ),
    )
    invalid: ClassVar = (
        Invalid('{"customDatasources": {"a": "https://example.com"}}', at='"https://example.com"'),
        Invalid('{"customDatasources": {"a": {"registryUrl": "x"}}}', at='"registryUrl"'),
        Invalid('{"customDatasources": {"a": {"transformTemplates": "x"}}}', at='"x"'),
        Invalid('{"customDatasources": {"a": {"description": 1}}}', at="1"),
        Invalid('{"customDatasources": {"a": {"format": 5}}}', at="5"),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong in every custom datasource."""
        for setting in subject.at(Stage.TYPED, "customDatasources"):
            datasources = setting.value if isinstance(setting.value, dict) else {}
            for name, datasource in datasources.items():
                if isinstance(datasource, dict):
                    yield from _wrong_keys(setting, name, subject.catalogue.custom_datasource_keys)
                else:
                    yield Finding(
                        pointer=(*setting.pointer, name),
                        at_key=False,
                        message=f"the custom datasource `{name}` must be an object",
                        help='write `{"defaultRegistryUrlTemplate": ...}`',
                        official=setting.scope.verdict("error"),
                    )


def _wrong_keys(setting: Setting, name: str, known: frozenset[str]) -> Iterator[Finding]:
    official = setting.scope.verdict("error")
    for key, value in setting.value[name].items():
        pointer = (*setting.pointer, name, key)
        if key not in known:
            yield Finding(
                pointer=pointer,
                message=f"a custom datasource has no `{key}`",
                help=did_you_mean(key, known, f"it has {', '.join(sorted(known))}"),
                official=official,
            )
        elif expected := _expected(key, value):
            yield Finding(
                pointer=pointer,
                at_key=False,
                message=f"`{key}` of a custom datasource must be {expected}",
                official=official,
            )


def _expected(key: str, value: Json) -> str | None:
    """Return what the value should be, None if it is."""
    is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
    match key:
        case "transformTemplates":
            return None if is_list else "a list of strings"
        case "description":
            return None if is_list or isinstance(value, str) else "a string or a list of strings"
        case _:
            return None if isinstance(value, str) else "a string"
