"""The rule `overlapping-file-pattern`."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.pattern_lists import PatternList, pattern_lists
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["OverlappingFilePattern"]

_OWNERS = {
    "clusters/production/flux-system/gotk-components.yaml": "flux",
    "docker-compose.yaml": "docker-compose",
    "charts/web/values.yaml": "helm-values",
    "charts/web/Chart.yaml": "helmv3",
    "apps/web/kustomization.yaml": "kustomize",
    ".github/workflows/test.yaml": "github-actions",
    "docker-compose.yml": "docker-compose",
    "charts/web/values.yml": "helm-values",
    "apps/web/kustomization.yml": "kustomize",
    ".github/workflows/test.yml": "github-actions",
}
"""Files by which to try a pattern, and the manager that takes each of them by default."""

_UPDATED_AS_A_WHOLE = "gotk-components.yaml"
_ENDINGS = (".yaml", ".yml")
_LOOKING_AT_KINDS = frozenset(
    {"argocd", "crossplane", "flux", "glasskube", "kustomize", "sveltos", "tekton"}
)
"""Managers that pass over all but certain objects, so that any file may be given to them."""

_OTHER_FILE = "Makefile"
"""What matches this too matches everything: that is for `pattern-for-everything` to say."""


class OverlappingFilePattern(Rule):
    """A manager takes every YAML file, also those that another manager looks after.

    The `kubernetes` manager, given all YAML files, also finds the images in Flux's own
    `gotk-components.yaml`, which the `flux` manager renews as a whole with another release of
    Flux. So two pull requests update the same controllers, and the one by `kubernetes` brings
    images that their manifests were not made for. Name the folders that hold manifests, or let
    `ignorePaths` in the manager's object leave such files out; there it replaces the one of the
    top level. Managers that look for certain kinds of objects, as `flux` and `argocd`, may have
    every file. Where `argocd` has files, it is taken that Flux is not used.

    Source: `getMatchingFiles` in `lib/workers/repository/extract/file-match.ts`, and the
    `defaultConfig` of the managers in `lib/modules/manager/`.
    """

    code = "RK627"
    name = "overlapping-file-pattern"
    severity = Severity.INFO
    valid: ClassVar = (
        Valid('{"kubernetes": {"managerFilePatterns": ["/^apps/.+\\\\.yaml$/"]}}'),
        Valid('{"flux": {"managerFilePatterns": ["/\\\\.yaml$/"]}}'),
        Valid(
            '{"kubernetes": {"managerFilePatterns": ["/\\\\.yaml$/"], '
            '"ignorePaths": ["**/gotk-components.yaml"]}}'
        ),
        Valid(
            '{"argocd": {"managerFilePatterns": ["/^apps/.+\\\\.yaml$/"]}, '
            '"kubernetes": {"managerFilePatterns": ["/\\\\.ya?ml$/"]}}'
        ),
        Valid(
            '{"enabledManagers": ["kubernetes"], '
            '"kubernetes": {"managerFilePatterns": ["/\\\\.ya?ml$/"]}}'
        ),
    )
    invalid: ClassVar = (
        Invalid('{"kubernetes": {"managerFilePatterns": ["/\\\\.ya?ml$/"]}}', at='"/\\\\.ya?ml$/"'),
        Invalid('{"kubernetes": {"fileMatch": ["\\\\.yaml$"]}}', at='"\\\\.yaml$"'),
        Invalid('{"docker-compose": {"managerFilePatterns": ["**/*.yml"]}}', at='"**/*.yml"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every pattern of a manager that takes all files of one ending."""
        for found in pattern_lists(subject):
            manager = found.setting.scope.path
            if found.name != "managerFilePatterns" or not _is_enabled(manager, subject):
                continue
            if manager in _LOOKING_AT_KINDS:
                continue
            for index in range(len(found.patterns)):
                yield from _findings(subject, found, index)


def _findings(subject: Subject, found: PatternList, index: int) -> Iterator[Finding]:
    manager, pattern = found.setting.scope.parent, found.patterns[index]
    endings = [ending for ending in _ENDINGS if _takes_all(pattern, ending)]
    taken = [
        path
        for path, owner in _OWNERS.items()
        if path.endswith(tuple(endings))
        and owner != manager
        and _finds_images_in(path, manager)
        and _is_in_use(owner, subject)
        and not _is_left_out(path, found.setting.scope.data, subject)
    ]
    if taken:
        yield _finding(found, index, taken[0], endings)


def _finding(found: PatternList, index: int, path: str, endings: list[str]) -> Finding:
    manager, name = found.setting.scope.parent, path.rpartition("/")[2]
    example, owner = name if "workflows" not in path else path, _OWNERS[path]
    what = "updates as a whole" if name == _UPDATED_AS_A_WHOLE else "looks after"
    every = " and ".join(f"`{ending}`" for ending in endings)
    return Finding(
        pointer=found.place_of(index),
        at_key=False,
        message=f"`{manager}` takes every {every} file by `{found.patterns[index]}`, "
        f"also `{example}`, which `{owner}` {what}",
        help="name the folders that are meant, as in `/^apps/.+\\.yaml$/`, "
        f"or leave such files out with `ignorePaths` in `{manager}`",
    )


def _is_enabled(manager: str | None, subject: Subject) -> bool:
    """Return whether there is such a manager, and the config lets it work."""
    if manager not in subject.catalogue.managers or not isinstance(subject.data, dict):
        return False
    chosen = subject.data.get("enabledManagers")
    if isinstance(chosen, list) and chosen and manager not in chosen:
        return False
    own = subject.data.get(manager)
    return not isinstance(own, dict) or own.get("enabled") is not False


def _is_in_use(manager: str, subject: Subject) -> bool:
    """Return whether a manager is on, and likely to have files: who has Argo CD has no Flux."""
    other = subject.data.get("argocd")
    has_other = isinstance(other, dict) and "managerFilePatterns" in other
    is_unlikely = manager == "flux" and has_other and manager not in subject.data
    return _is_enabled(manager, subject) and not is_unlikely


def _finds_images_in(path: str, manager: str) -> bool:
    """Return whether a manager would make anything of another one's file.

    The images in `gotk-components.yaml` are in containers of Deployments. `kubernetes` looks at
    nothing but manifests.
    """
    is_manifest = path.endswith(_UPDATED_AS_A_WHOLE)
    return is_manifest if manager == "kubernetes" else not is_manifest or manager == "helm-values"


def _takes_all(pattern: str, ending: str) -> bool:
    from renovate_kit.config.grammars.globs import (  # noqa: PLC0415 - few configs have patterns
        UnusableGlobError,
        matches_pattern_list,
    )

    paths = [path for path in _OWNERS if path.endswith(ending)]
    try:
        if pattern[:1] in {"/", "!"} and matches_pattern_list(_OTHER_FILE, [pattern]):
            return False
        return all(matches_pattern_list(path, [pattern]) for path in paths)
    except UnusableGlobError:
        return False


def _is_left_out(path: str, own: Mapping[str, Json], subject: Subject) -> bool:
    """Return whether the paths that a manager heeds leave a file out."""
    ignored, included = (
        own.get(key, subject.data.get(key)) for key in ("ignorePaths", "includePaths")
    )
    if _is_at(path, ignored, by_part=True):
        return True
    return isinstance(included, list) and bool(included) and not _is_at(path, included)


def _is_at(path: str, patterns: Json, *, by_part: bool = False) -> bool:
    from renovate_kit.config.grammars.globs import (  # noqa: PLC0415 - few configs have patterns
        UnusableGlobError,
        minimatch,
    )

    texts = patterns if isinstance(patterns, list) else []
    for text in filter(lambda item: isinstance(item, str), texts):
        try:
            if text == path or (by_part and text in path) or minimatch(path, text):
                return True
        except UnusableGlobError:
            continue
    return False
