"""Settings -> the text of a settings file, with words about what may be changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from renovate_kit.config.build.yaml_text import Commented, yaml_text

if TYPE_CHECKING:
    from renovate_kit.config.document.nodes import Data

__all__ = ["settings_text"]

_COMMENTS: Final = {
    "image": "A whole version; with `digest: sha256:...` nobody can move it.",
    "schedule": "When Renovate starts, and in which time zone",
    "platform": "Whose repositories, and in whose name",
    "configIn": "`json`: a config.json in a ConfigMap; `env`: variables; both mean the same",
    "log": "`debug` and `json` tell a reader of logs most",
    "secret": "The Secret with the token: encrypted by SOPS, its values stand in no settings",
    "config": "Other options of Renovate's global config, as Renovate spells them",
    "overlays": "What is different in each environment, below its folder",
    "repository": "The renovate.json of the repository",
}


def settings_text(settings: "Mapping[str, Data]", *, schema: str = "") -> str:
    """Return the text of a settings file.

    Args:
        settings: as `SettingsDraft.settings`.
        schema: where the JSON Schema of the settings is, for editors; empty if nowhere.
    """
    header = "\n".join(
        (
            *((f"yaml-language-server: $schema={schema}",) if schema else ()),
            "The Renovate of this repository: `renovate-kit build` makes its files of this one.",
        )
    )
    commented = {
        key: Commented(value, _COMMENTS[key]) if key in _COMMENTS else value
        for key, value in settings.items()
    }
    return yaml_text(commented, header=header)
