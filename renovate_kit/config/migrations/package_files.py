"""`packageFiles` became `includePaths` and package rules."""

from renovate_kit.config.migration import Migrated, Migration, Occurrence
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, own_origin

__all__ = ["PackageFiles"]


class PackageFiles(Migration):
    """A file could be an object with options of its own.

    Source: `lib/config/migrations/custom/package-files-migration.ts`.
    """

    options = ("packageFiles",)
    removes_option = True
    examples = (
        Migrated(
            {"packageFiles": ["package.json", ["a/package.json"]]},
            {"includePaths": ["package.json", "a/package.json"]},
        ),
        Migrated(
            {"packageFiles": [{"packageFile": "package.json", "labels": ["a"]}]},
            {
                "includePaths": ["package.json"],
                "packageRules": [{"labels": ["a"], "matchFileNames": ["package.json"]}],
            },
        ),
        Migrated({"packageFiles": "package.json"}, {}),
    )

    def run(self, occurrence: Occurrence) -> None:
        """Name the files, and make a rule of each that has options."""
        files = occurrence.value
        if not isinstance(files, list):
            return
        rules = occurrence.list_at("packageRules")
        paths = TrackedList(origin=own_origin(files))
        for file in files:
            paths.extend(_paths_of(file))
            if _has_path(file):
                file.put(
                    "paths", TrackedList([file["packageFile"]]), file.origins.get("packageFile")
                )
                file.drop("packageFile")
                if len(file) > 1:
                    rules.append(file.copy())
            if paths:
                occurrence.set_safely("includePaths", paths)
            if rules:
                occurrence.set_safely("packageRules", rules)


def _has_path(file: Json) -> bool:
    return isinstance(file, TrackedDict) and isinstance(file.get("packageFile"), str)


def _paths_of(file: Json) -> list[Json]:
    if _has_path(file):
        return [file["packageFile"]]
    if isinstance(file, list) and all(isinstance(path, str) for path in file):
        return file
    return [file] if isinstance(file, str) else []
