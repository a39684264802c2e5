"""The check of the manifests of a checkout, and the fixes in them."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from renovate_kit.cli.checkouts import checkout_around
from renovate_kit.cli.inspection import Inspected, fails
from renovate_kit.cli.lint_settings import settings_for
from renovate_kit.cli.output import write_whole
from renovate_kit.cli.real_kustomize import with_real_kustomize
from renovate_kit.cli.validate_request import ValidateRequest
from renovate_kit.config.cluster_pipeline import (
    CheckedManifest,
    ManifestKind,
    Survey,
    check_deployments,
    subjects_of,
    survey,
    survey_overlay,
    unreadable_manifests,
)
from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.options import Catalogue
from renovate_kit.config.pipeline import FixedFile, fix_bytes
from renovate_kit.config.selection import Selection

__all__ = ["ManifestInspector"]


class ManifestInspector:
    """Checks the deployments of one call.

    Args:
        request: the flags.
        catalogue: of the release to take where an image does not tell one.
        flags: what the flags want to see.
    """

    def __init__(self, request: ValidateRequest, catalogue: Catalogue, flags: Selection) -> None:
        self._request = request
        self._catalogue = catalogue
        self._flags = flags
        self._has_told = False

    def inspect(self, path: Path) -> Iterator[tuple[str, Inspected]]:
        """Yield the files of all deployments at a path, with what was found in them.

        Raises:
            InputError: something can't be read.
            OutputError: a fix can't be written.
            UsageError: the settings of the project are wrong.
        """
        place = path.resolve()
        told: set[str] = set()
        for shown, inspected in self._inspect(path, lambda checkout: survey(place, checkout)):
            told.add(shown)
            yield shown, inspected
        for broken in unreadable_manifests(place, checkout_around(path)):
            if broken.path not in told:
                yield broken.path, Inspected(checked=broken, fails=True, fixed=None)

    def inspect_overlay(self, folder: Path) -> Iterator[tuple[str, Inspected]]:
        """Yield the files of the deployments in what a kustomization comes to.

        Raises:
            InputError: the folder has no kustomization, or something can't be read.
            OutputError: a fix can't be written.
            UsageError: the settings of the project are wrong.
        """
        place = folder.resolve()
        yield from self._inspect(folder, lambda checkout: survey_overlay(place, checkout))

    def _inspect(
        self, path: Path, find: Callable[[Checkout], Survey]
    ) -> Iterator[tuple[str, Inspected]]:
        checkout = checkout_around(path)
        found = self._check(checkout, self._compared(find))
        if found:
            self._tell_of_missing_schemas()
        for checked in found:
            fixed = None
            file = checkout.unshown(checked.path)
            if self._request.mends and any(item.fix for item in checked.diagnostics):
                fixed = self._fixed(file, checkout, find)
            if fixed is not None and fixed.count:
                raw = fixed.after.encode()
                if not self._request.diff:
                    write_whole(file, raw)
                checkout = checkout.with_text(file, raw)
                checked = _one(self._check(checkout, find), checked.path)  # noqa: PLW2901 - mended
            threshold = self._threshold(checked.path)
            yield (
                checked.path,
                Inspected(checked=checked, fails=fails(checked, threshold), fixed=fixed),
            )

    def _compared(self, find: Callable[[Checkout], Survey]) -> Callable[[Checkout], Survey]:
        """Return what also asks kubectl, which can only be asked of what is on the disk."""
        if self._request.no_kubectl:
            return find

        def compared(checkout: Checkout) -> Survey:
            found = find(checkout)
            return replace(found, deployments=with_real_kustomize(found.deployments, checkout))

        return compared

    def _tell_of_missing_schemas(self) -> None:
        """Say once what is not looked at because an extra is not installed."""
        from renovate_kit.config.kubernetes import is_available

        if not self._has_told and not is_available():
            self._has_told = True
            sys.stderr.write(
                "note: manifests are not checked against the schemas of Kubernetes: they come with"
                " the extra `kubernetes` (docs/deployment.md)\n"
            )

    def _check(
        self, checkout: Checkout, find: Callable[[Checkout], Survey]
    ) -> tuple[CheckedManifest, ...]:
        kubernetes, found = self._request.kubernetes_version, find(checkout)
        subjects = subjects_of(found.deployments, self._catalogue, kubernetes=kubernetes)
        return check_deployments(found, subjects, self._selection)

    def _fixed(
        self, file: Path, checkout: Checkout, find: Callable[[Checkout], Survey]
    ) -> FixedFile | None:
        raw = checkout.read(file)
        if isinstance(raw, Unread):
            return None
        shown = checkout.shown(file)

        def check(text: bytes) -> CheckedManifest:
            return _one(self._check(checkout.with_text(file, text), find), shown)

        return fix_bytes(raw, check, path=shown, with_unsafe=self._request.unsafe_fixes)

    def _selection(self, path: str) -> Selection:
        file = Path(path)
        return settings_for(file.absolute().parent).selection(file, self._flags)

    def _threshold(self, path: str) -> Severity:
        settings = settings_for(Path(path).absolute().parent)
        return self._request.severity or settings.severity or Severity.WARNING


def _one(checked: tuple[CheckedManifest, ...], path: str) -> CheckedManifest:
    """Return the file of a path; a clean one if the text no longer belongs to a deployment."""
    for each in checked:
        if each.path == path:
            return each
    return CheckedManifest(
        path=path, kind=ManifestKind.MANIFEST, diagnostics=(), is_unreadable=True
    )
