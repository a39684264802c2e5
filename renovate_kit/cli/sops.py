"""Runs `sops`, which encrypts a Secret before it is written."""

import shutil
import subprocess
from collections.abc import Sequence

from renovate_kit.errors import InputError, UsageError

__all__ = ["encrypted"]


def encrypted(plain: str, recipients: Sequence[str]) -> str:
    """Return a Secret with its values encrypted; the plain text is on no disk at any time.

    Args:
        plain: the Secret as YAML.
        recipients: the age recipients that can decrypt it.

    Raises:
        UsageError: there is no `sops`, or nobody to encrypt for.
        InputError: `sops` refuses.
    """
    from renovate_kit.config.build.secret import SecretState, sops_arguments, state_of

    program = shutil.which("sops")
    if program is None:
        raise UsageError(
            "there is no program `sops` to encrypt the Secret with",
            hint="install it from https://github.com/getsops/sops/releases",
        )
    if not recipients:
        hint = "name `secret.age` in the settings, or a `secret.sopsConfig` with a rule for it"
        raise UsageError("it is not known for whom to encrypt the Secret", hint=hint)
    finished = subprocess.run(  # noqa: S603 - the person's own sops, with arguments of ours
        [program, *sops_arguments(recipients)],
        input=plain,
        capture_output=True,
        text=True,
        check=False,
    )
    is_done = finished.returncode == 0 and state_of(finished.stdout) is SecretState.ENCRYPTED
    if not is_done:
        said = finished.stderr.strip().splitlines()
        reason = said[-1] if said else "what it wrote is no encrypted Secret"
        raise InputError(f"sops: {reason}", hint="nothing was written; see `sops --help`")
    return finished.stdout
