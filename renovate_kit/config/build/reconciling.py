"""What becomes of a tree that is there already: generated files anew, the others as they are."""

import shlex
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from renovate_kit.config.build.secret import ENCRYPTED_FIELDS, SecretState, state_of
from renovate_kit.config.build.shared_kustomizations import resources_of, with_resource
from renovate_kit.config.build.tree import (
    ALSO_BUILT,
    KUSTOMIZATION,
    MARK,
    REPOSITORY_CONFIG,
    BuiltTree,
)
from renovate_kit.errors import InputError

__all__ = ["abandoned", "dropped", "of_people", "reconciled"]

_FIRST_LINE: Final = f"# {MARK}"


def reconciled(tree: BuiltTree, present: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that the files of a tree should have.

    A kustomization that others have a part in keeps all that it has. An encrypted Secret stays.

    Args:
        tree: what was built.
        present: the texts of its files that are there, by path.

    Raises:
        InputError: a shared kustomization can't be read, or the Secret is there in plain text.
    """
    texts: dict[str, str] = {}
    for path, text in tree.files.items():
        old = present.get(path)
        if path in tree.shared:
            texts[path] = with_resource(old, tree.shared[path], path)
        elif path == tree.secret:
            texts[path] = _secret(path, text, old, tree.recipients)
        else:
            texts[path] = text
    return texts


def abandoned(tree: BuiltTree, present: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files that were built once and are not any more, in order of their paths.

    Args:
        tree: what was built.
        present: the texts of all files beside those of the tree, by path.
    """
    return tuple(
        sorted(
            path
            for path, text in present.items()
            if path not in tree.files and text.startswith(_FIRST_LINE)
        )
    )


def of_people(tree: BuiltTree, present: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files that a build would replace although it did not write them.

    A file is the builder's if its first line says so. The `renovate.json` is, if the kustomization
    of the base says so.

    Args:
        tree: what was built.
        present: the texts of its files that are there, by path.
    """
    return tuple(
        path
        for path, text in tree.files.items()
        if path in present
        and path not in tree.shared
        and path != tree.secret
        and present[path].strip()
        and present[path] != text
        and not _is_built(path, tree, present)
    )


def dropped(tree: BuiltTree, present: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the kustomizations that are there name and those of the tree do not.

    Args:
        tree: what was built.
        present: the texts of its files that are there, by path.

    Yields:
        The path of a kustomization, and the resource that it would not name any more.
    """
    for path, text in tree.files.items():
        if PurePosixPath(path).name == KUSTOMIZATION and path not in tree.shared:
            kept = resources_of(text, path)
            for resource in resources_of(present.get(path, ""), path):
                if resource not in kept:
                    yield path, resource


def _is_built(path: str, tree: BuiltTree, present: Mapping[str, str]) -> bool:
    if path != REPOSITORY_CONFIG:
        return present[path].startswith(_FIRST_LINE)
    base = present.get(tree.base, "")
    return base.startswith(_FIRST_LINE) and f"# {ALSO_BUILT}\n" in base


def _secret(path: str, placeholder: str, old: str | None, recipients: tuple[str, ...]) -> str:
    match state_of(old):
        case SecretState.ABSENT:
            return placeholder
        case SecretState.ENCRYPTED:
            return old or placeholder
        case SecretState.PLAIN:
            age = ("--age", ",".join(recipients)) if recipients else ()
            fields = ("--encrypted-regex", ENCRYPTED_FIELDS)
            command = shlex.join(["sops", "--encrypt", "--in-place", *age, *fields, path])
            raise InputError(
                f"{path}: this Secret is not encrypted",
                hint=f"from the folder of the tree run `{command}`,"
                " and replace the token if it was pushed",
            )
