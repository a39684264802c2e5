"""The flags of `renovate-kit ingest`, as Typer reads them."""

from typing import Annotated, TypeAlias

import typer

__all__ = [
    "ContextOption",
    "CronJobOption",
    "FromClusterOption",
    "FromLokiOption",
    "KubeconfigOption",
    "LogsArgument",
    "NamespaceOption",
    "OrgIdOption",
    "QueryOption",
    "RedactEnvOption",
    "SelectorOption",
    "SinceOption",
    "StartedAtOption",
]

LogsArgument: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="LOG",
        help="Renovate's logs, JSON or text, also compressed; folders, tar and zip archives"
        " of them; globs; - for stdin.",
        show_default=False,
    ),
]
ContextOption: TypeAlias = Annotated[
    str | None, typer.Option(metavar="NAME", help="Of the kubeconfig.", show_default=False)
]
CronJobOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Only pods of this CronJob. Default: pods with renovate in the name of their Job or"
        " image.",
        show_default=False,
    ),
]
FromClusterOption: TypeAlias = Annotated[
    bool,
    typer.Option("--from-cluster", help="Read the logs of Renovate's pods.", show_default=False),
]
FromLokiOption: TypeAlias = Annotated[
    str | None, typer.Option(metavar="URL", help="Read logs from Loki.", show_default=False)
]
KubeconfigOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Default: $KUBECONFIG, ~/.kube/config, or the pod's service account.",
        show_default=False,
    ),
]
NamespaceOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Of the pods. Default: renovate.", show_default=False),
]
OrgIdOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Tenant of Loki (X-Scope-OrgID).", show_default=False),
]
QueryOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="LOGQL", help='Default: {namespace="renovate"}.', show_default=False),
]
RedactEnvOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Mask the value of this environment variable; may be repeated.",
        show_default=False,
    ),
]
SelectorOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="LABELS", help="Only pods with these labels.", show_default=False),
]
SinceOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="24h, 7d, or a time. Default: 24h.", show_default=False),
]
StartedAtOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="When the run of one text log without times started: ISO 8601, UTC without zone.",
        show_default=False,
    ),
]
