"""Manifests for the examples of rules about variables and arguments."""

import json
from textwrap import dedent, indent

from renovate_kit.config.deployment.examples import cron_job

__all__ = ["with_arguments", "with_config_map", "with_secret", "with_variables"]

_HELD = """\
apiVersion: v1
kind: {kind}
metadata:
  name: renovate-env
{field}:
{data}---
"""


def with_variables(*assignments: str) -> str:
    """Return a CronJob whose container has variables, each given as `NAME=value`."""
    lines = ["env:"]
    for name, _, value in (each.partition("=") for each in assignments):
        lines += [f"  - name: {name}", f"    value: {json.dumps(value)}"]
    return cron_job(container="\n".join(lines))


def with_config_map(data: str, *, variables: str = "") -> str:
    """Return a CronJob with all variables of a ConfigMap.

    Args:
        data: the lines of its `data`.
        variables: the lines of `env` of the container; empty for none.
    """
    return _with_held("ConfigMap", "configMapRef", "data", data, variables)


def with_secret(data: str, *, field: str = "stringData") -> str:
    """Return a CronJob with all variables of a Secret, whose lines are given."""
    return _with_held("Secret", "secretRef", field, data, "")


def with_arguments(*arguments: str) -> str:
    """Return a CronJob whose container has arguments."""
    lines = [f"  - {json.dumps(each)}" for each in arguments]
    return cron_job(container="\n".join(["args:", *lines]))


def _with_held(kind: str, reference: str, field: str, data: str, variables: str) -> str:
    container = f"envFrom:\n  - {reference}:\n      name: renovate-env\n"
    if variables:
        container += "env:\n" + indent(dedent(variables).strip("\n"), "  ")
    block = indent(dedent(data).strip("\n"), "  ") + "\n"
    return _HELD.format(kind=kind, field=field, data=block) + cron_job(container=container)
