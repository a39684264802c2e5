"""Inputs with the recorded verdict of the real program, from the shared data folder."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renovate_kit.config.subject import ConfigKind

__all__ = ["Case", "corpus_cases", "golden_cases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An input and what the official validator made of it.

    Attributes:
        verdict: `errors`, `warnings`, `crash`, `parseFailure`, `migrated`, `migratedConfig`.
    """

    name: str
    raw: bytes
    path: str
    kind: ConfigKind
    verdict: Mapping[str, Any]

    @property
    def classes(self) -> frozenset[str]:
        """The kinds of input that it counts among: fails, warns, migrates, clean."""
        found = {
            "fails": self.verdict.get("errors")
            or self.verdict.get("crash")
            or self.verdict.get("parseFailure"),
            "warns": self.verdict.get("warnings"),
            "migrates": self.verdict.get("migrated"),
        }
        return frozenset(name for name, value in found.items() if value) or frozenset({"clean"})


def corpus_cases(shared: Path) -> Iterator[Case]:
    """Yield the real configs; those whose verdict depends on the network are left out."""
    folder = shared / "corpus"
    files = {
        item["id"]: folder / item["file"]
        for item in _lines(folder / "index.jsonl")
        if "file" in item
    }
    for verdict in _lines(folder / "verdict.jsonl"):
        if verdict.get("networkDependent") or verdict["id"] not in files:
            continue
        path = files[verdict["id"]]
        kind = ConfigKind.PRESET if verdict.get("isPreset") else ConfigKind(verdict["configType"])
        yield Case(
            name=f"corpus:{verdict['id']}",
            raw=path.read_bytes(),
            path=path.name,
            kind=kind,
            verdict=verdict,
        )


def golden_cases(shared: Path) -> Iterator[Case]:
    """Yield the small configs: our own probes, Renovate's unit tests and documentation."""
    folder = shared / "golden"
    yield from _probes(folder / "cases.json")
    for name in ("validation", "migration", "massage", "custom-migrations"):
        yield from _unit_tests(folder / f"{name}.spec.jsonl")
    yield from _documentation(folder / "docs-examples.jsonl")


def _probes(path: Path) -> Iterator[Case]:
    for item in json.loads(path.read_text())["cases"]:
        if item["skipMigrateAndMassage"] or item["configType"] == "inherit":
            continue
        kind = ConfigKind.PRESET if item["isPreset"] else ConfigKind(item["configType"])
        verdict = {**item, "crash": item.get("throws"), "migrated": item.get("isMigrated")}
        verdict["migratedConfig"] = item.get("migrated")
        name = f"golden:{item['suite']}:{item['name']}"
        yield _data_case(name, item["input"], kind, verdict)


def _unit_tests(path: Path) -> Iterator[Case]:
    for item in _lines(path):
        verdict = item.get("fileVerdict") or {}
        kind = ConfigKind(item.get("configType") or "repo")
        if not verdict or not item.get("jsonRepresentable") or verdict.get("remotePresets"):
            continue
        # No mode of the command checks inherited config, or takes the global one beside it.
        if kind is ConfigKind.INHERIT or item.get("globalConfig"):
            continue
        if item.get("isPreset"):
            if kind is ConfigKind.GLOBAL:
                continue
            kind = ConfigKind.PRESET
        yield _data_case(f"spec:{item['id']}", item["input"], kind, verdict)


def _documentation(path: Path) -> Iterator[Case]:
    for item in _lines(path):
        for kind in (ConfigKind.REPO, ConfigKind.GLOBAL):
            verdict = item.get(kind.value) or {}
            if verdict and not verdict.get("remotePresets"):
                yield Case(
                    name=f"docs:{item['id']}:{kind}",
                    raw=item["text"].encode(),
                    path="renovate.json",
                    kind=kind,
                    verdict=verdict,
                )


def _data_case(name: str, data: object, kind: ConfigKind, verdict: Mapping[str, Any]) -> Case:
    raw = json.dumps(data).encode()
    return Case(name=name, raw=raw, path="renovate.json", kind=kind, verdict=verdict)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
