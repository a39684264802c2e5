"""What becomes of a tree that is there already: generated files anew, the others as they are."""

from collections.abc import Mapping
from typing import Final

from renovate_kit.config.build.secret import SecretState, state_of
from renovate_kit.config.build.shared_kustomizations import with_resource
from renovate_kit.config.build.tree import MARK, BuiltTree
from renovate_kit.errors import InputError

__all__ = ["abandoned", "reconciled"]

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
            texts[path] = _secret(path, text, old)
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


def _secret(path: str, placeholder: str, old: str | None) -> str:
    match state_of(old):
        case SecretState.ABSENT:
            return placeholder
        case SecretState.ENCRYPTED:
            return old or placeholder
        case SecretState.PLAIN:
            command = "sops --encrypt --in-place --encrypted-regex '^(data|stringData)$'"
            raise InputError(
                f"{path}: this Secret is not encrypted",
                hint=f"encrypt it with `{command} {path}`, and replace its token if it was pushed",
            )
