"""Settings that the tests of the builder share."""

from typing import Any

from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import read_settings
from renovate_kit.config.build.tree import build
from renovate_kit.config.build.yaml_text import yaml_text
from renovate_kit.config.document import Data, Document
from renovate_kit.config.document.yaml_reader import parse_yaml

__all__ = ["AGE", "BASE", "data_of", "minimal", "objects", "settings"]

AGE = "age1" + "q" * 58
BASE = "infrastructure/controllers/base/renovate"


def minimal(**changes: Data) -> dict[str, Any]:
    return {
        "image": {"tag": "44.121.2"},
        "platform": "github",
        "repositories": ["org/app"],
        "secret": {"age": [AGE]},
        **changes,
    }


def settings(**changes: Data) -> Settings:
    read = read_settings(yaml_text(minimal(**changes)), "renovate-kit.yaml")
    assert isinstance(read, Settings), read
    return read


def data_of(text: str) -> Any:  # noqa: ANN401 - any data
    """What a YAML file of one document holds."""
    document = parse_yaml(text, path="test.yaml")
    assert isinstance(document, Document), document
    return document.to_data()


def objects(deployment: Settings) -> dict[str, Any]:
    """The objects of the base by `Kind/name`."""
    found = {}
    for path, text in build(deployment).items():
        if path.startswith(BASE) and not path.endswith("kustomization.yaml"):
            for part in text.split("\n---\n"):
                data = data_of(part)
                if data is not None:
                    found[f"{data['kind']}/{data['metadata']['name']}"] = data
    return found
