"""`renovate-kit build`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.deployment_settings import load_settings, present_texts
from renovate_kit.cli.output import flush, say, write_whole
from renovate_kit.errors import InputError, UsageError

if TYPE_CHECKING:
    from renovate_kit.config.build.settings import Settings
    from renovate_kit.config.build.tree import BuiltTree

__all__ = ["EPILOG", "build"]

EPILOG = """\b
Examples:
  renovate-kit build                              # from config/renovate-kit.yaml, beside it
  renovate-kit build --check                      # in CI: is the tree what the settings say?
  printf 'RENOVATE_TOKEN=%s\\n' "$TOKEN" | renovate-kit build --secrets -

Exit codes: 0 built, or up to date, 1 something would change (with --check or --diff), 2 wrong
usage or a mistake in the settings, 3 something could not be read or written."""

_WOULD_CHANGE = 1


def build(  # noqa: PLR0913 - one for each flag
    *,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", show_default="config/renovate-kit.yaml", help="The settings."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", show_default="the folder of the settings", help="Where the tree goes."
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit 1 with a diff if the tree is not right."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; print what would change.")
    ] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Also replace files that build has not written."),
    ] = False,
    secrets: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Lines NAME=VALUE, for a Secret that sops encrypts; - for stdin.",
        ),
    ] = None,
) -> None:
    """Write the Kubernetes manifests and the Renovate config that the settings describe."""
    if secrets is not None and (check or diff):
        raise UsageError("--secrets is for writing", hint="leave out --check and --diff")
    from renovate_kit.config.build.reconciling import reconciled
    from renovate_kit.config.build.tree import build_tree

    file, deployment = load_settings(settings)
    folder = output or file.parent
    recipients = _recipients(deployment, folder)
    tree = build_tree(deployment, settings_file=file.name, recipients=recipients)
    present = present_texts(folder, [*tree.files])
    wanted = reconciled(tree, present)
    if secrets is not None:
        wanted |= _secret(deployment, tree, present, recipients, secrets)
    changed = {path: text for path, text in wanted.items() if present.get(path) != text}
    _tell_abandoned(folder, deployment, tree)
    _tell_dropped(folder, tree, present)
    if not replace:
        _refuse_to_replace(folder, tree, present, is_written=not (check or diff))
    if check or diff:
        _show(folder, changed, present)
        raise typer.Exit(_WOULD_CHANGE if changed else 0)
    for path, text in changed.items():
        write_whole(folder / path, text)
        say(f"{folder / path}: {'changed' if path in present else 'written'}\n")
    if not changed:
        say(f"{folder}: up to date\n")
    _tell_missing_secret(deployment, tree, wanted, recipients)
    _tell_unpinned(deployment)


def _refuse_to_replace(
    folder: Path, tree: "BuiltTree", present: Mapping[str, str], *, is_written: bool
) -> None:
    """Name the files that people wrote and a build would replace.

    Raises:
        UsageError: there are some, and they would be written.
    """
    from renovate_kit.config.build.reconciling import of_people

    files = of_people(tree, present)
    flush()
    for path in files:
        sys.stderr.write(f"{folder / path}: is there, and build has not written it\n")
    if files and is_written:
        count = f"{len(files)} files" if len(files) > 1 else "a file"
        hint = "see the changes with --diff, then build with --replace, or move them away"
        raise UsageError(f"{count} of yours would be replaced: nothing was built", hint=hint)


def _tell_dropped(folder: Path, tree: "BuiltTree", present: Mapping[str, str]) -> None:
    from renovate_kit.config.build.reconciling import abandoned, dropped

    flush()
    for path, resource in dropped(tree, present):
        file = (Path(path).parent / resource).as_posix()
        if not abandoned(tree, present_texts(folder, [file])):
            hint = (
                "add it to `extraResources` to keep it"
                if path == tree.base
                else "keep it elsewhere"
            )
            sys.stderr.write(f"{folder / path}: would not name `{resource}` any more: {hint}\n")


def _show(folder: Path, changed: Mapping[str, str], present: Mapping[str, str]) -> None:
    from renovate_kit.cli.text_diff import unified_diff

    for path, text in changed.items():
        say(unified_diff(present.get(path, ""), text, str(folder / path), "built"))


def _recipients(settings: "Settings", folder: Path) -> tuple[str, ...]:
    """Return for whom the Secret is encrypted: the settings say so, or a `.sops.yaml`."""
    from renovate_kit.config.build.secret import SECRET_FILE, recipients_of

    config = settings.secret.sops_config
    if settings.secret.age or config is None or not settings.secret.managed:
        return tuple(settings.secret.age)
    text = present_texts(folder, [config]).get(config)
    if text is None:
        raise InputError(f"{folder / config}: no such file", hint="correct `secret.sopsConfig`")
    return recipients_of(text, f"{settings.path}/base/{settings.name}/{SECRET_FILE}")


def _secret(
    settings: "Settings",
    tree: "BuiltTree",
    present: Mapping[str, str],
    recipients: tuple[str, ...],
    source: str,
) -> dict[str, str]:
    """Return the encrypted Secret by its path."""
    from renovate_kit.cli.sops import encrypted
    from renovate_kit.config.build.secret import SecretState, plain_secret, state_of

    if tree.secret is None:
        hint = "set `secret.managed: true`, or leave out --secrets"
        raise UsageError("the settings leave the Secret out of the tree", hint=hint)
    if state_of(present.get(tree.secret)) is SecretState.ENCRYPTED:
        hint = "change it with `sops`, or remove it first"
        raise UsageError(f"{tree.secret}: this Secret is there and encrypted", hint=hint)
    values = _values(sys.stdin.read() if source == "-" else _text(Path(source)))
    missing = [key for key in settings.secret.keys if not values.get(key)]
    if missing:
        hint = "write a line NAME=VALUE for each of `secret.keys`"
        raise UsageError(f"--secrets has no value for {', '.join(missing)}", hint=hint)
    return {tree.secret: encrypted(plain_secret(settings, values), recipients)}


def _text(path: Path) -> str:
    from renovate_kit.config.reading import read_file, source_text

    return source_text(read_file(path), str(path)).text


def _values(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines() if not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _tell_missing_secret(
    settings: "Settings", tree: "BuiltTree", texts: Mapping[str, str], recipients: tuple[str, ...]
) -> None:
    from renovate_kit.config.build.secret import SecretState, secret_command, state_of

    if tree.secret is None or state_of(texts[tree.secret]) is not SecretState.ABSENT:
        return
    flush()
    command = secret_command(settings, recipients, tree.secret)
    sys.stderr.write(f"the Secret is still missing; from the folder of the tree:\n  {command}\n")


def _tell_unpinned(settings: "Settings") -> None:
    if settings.image.digest is None:
        flush()
        sys.stderr.write(f"{settings.image.reference} is pinned by version only: docs/build.md\n")


def _tell_abandoned(folder: Path, settings: "Settings", tree: "BuiltTree") -> None:
    from renovate_kit.config.build.reconciling import abandoned

    top = folder / settings.path
    files = (*(top / "base" / settings.name).glob("*.yaml"), *top.glob(f"*/{settings.name}/*.yaml"))
    paths = sorted({file.relative_to(folder).as_posix() for file in files})
    left = abandoned(tree, present_texts(folder, paths))
    flush()
    for path in left:
        sys.stderr.write(f"{folder / path}: the settings make no such file any more: remove it\n")
