"""GitHub's own description of its API: what an answer has to look like, and what one lacks."""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

__all__ = ["Description", "answers", "description", "description_file"]

_MOMENT = "2026-09-08T06:00:00Z"
"""For times that an incomplete answer lacks."""


def description_file() -> Path | None:
    """Return where the description is: `scripts/install-openapi.sh` puts it there."""
    named = os.environ.get("OCTOKIT_OPENAPI")
    cache_home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(named) if named else Path(cache_home) / "octokit-openapi"
    file = folder / "node_modules" / "@octokit" / "openapi" / "generated" / "api.github.com.json"
    return file if file.is_file() else None


class Description:
    """The parts of an OpenAPI 3.0 description that answers are held against."""

    def __init__(self, file: Path) -> None:
        self._content = json.loads(file.read_text(encoding="utf-8"))

    def schema(self, path: str) -> dict[str, Any]:
        """Return the schema of the answer to a GET of a path template."""
        answer = self._content["paths"][path]["get"]["responses"]["200"]
        return dict(answer["content"]["application/json"]["schema"])

    def complaints(self, path: str, answer: object) -> list[str]:
        """Return what is wrong with an answer."""
        validator = Draft202012Validator(self._plain(self.schema(path)))
        return [
            f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in validator.iter_errors(answer)
        ]

    def completed(self, path: str, answer: object) -> tuple[object, set[str]]:
        """Return an answer with the required fields that it lacks, and which these are."""
        lacking: set[str] = set()
        return self._complete(answer, self.schema(path), "", lacking), lacking

    def _resolved(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            _, kind, name = schema["$ref"].removeprefix("#/").split("/")
            schema = self._content["components"][kind][name]
        return dict(schema)

    def _plain(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return a JSON schema: OpenAPI 3.0 says by `nullable` what may be null."""
        found = self._resolved(schema)
        plain: dict[str, Any] = {}
        for key, value in found.items():
            if key == "properties":
                plain[key] = {name: self._plain(part) for name, part in value.items()}
            elif key == "items":
                plain[key] = self._plain(value)
            elif key in {"anyOf", "oneOf"}:
                # Of alternatives that look alike more than one may fit.
                plain["anyOf"] = [self._plain(part) for part in value]
            elif key == "allOf":
                plain[key] = [self._plain(part) for part in value]
            elif key in {"type", "enum", "required", "additionalProperties"}:
                plain[key] = self._plain(value) if isinstance(value, dict) else value
        return {"anyOf": [plain, {"type": "null"}]} if found.get("nullable") else plain

    def _complete(
        self, value: object, schema: Mapping[str, Any], place: str, lacking: set[str]
    ) -> object:
        found = self._resolved(schema)
        if isinstance(value, list) and "items" in found:
            return [self._complete(each, found["items"], f"{place}[]", lacking) for each in value]
        if not isinstance(value, dict):
            return value
        whole = dict(value)
        for name, part in found.get("properties", {}).items():
            where = f"{place}.{name}"
            if name in whole:
                whole[name] = self._complete(whole[name], part, where, lacking)
            elif name in found.get("required", ()):
                lacking.add(where)
                whole[name] = self._placeholder(part)
        return whole

    def _placeholder(self, schema: Mapping[str, Any]) -> object:
        found = self._resolved(schema)
        if found.get("nullable"):
            return None
        for several in ("anyOf", "oneOf", "allOf"):
            if several in found:
                return self._placeholder(found[several][0])
        if "enum" in found:
            return found["enum"][0]
        kind = found.get("type")
        if kind == "object":
            return {
                name: self._placeholder(found["properties"][name])
                for name in found.get("required", ())
            }
        return {"string": self._text(found), "integer": 0, "number": 0, "boolean": False}.get(
            str(kind), []
        )

    @staticmethod
    def _text(schema: Mapping[str, Any]) -> str:
        if schema.get("format") == "date-time":
            return _MOMENT
        return "https://api.github.com/" if schema.get("format") == "uri" else ""


@cache
def description(file: Path) -> Description:
    """Return the description in a file; it is large, and read once."""
    return Description(file)


def answers(cassette: Path, ending: str) -> Iterator[Any]:
    """Yield the good answers in a cassette to requests whose path ends so."""
    for exchange in json.loads(cassette.read_text(encoding="utf-8"))["interactions"]:
        path = exchange["request"]["uri"].partition("?")[0]
        if path.endswith(ending) and exchange["response"]["status"]["code"] == 200:
            yield json.loads(exchange["response"]["body"]["string"])
