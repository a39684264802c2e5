"""A deployment that is there already -> settings that build one with the same effective config."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from renovate_kit.config.options import DEFAULT_RELEASE

if TYPE_CHECKING:
    from renovate_kit.config.document.nodes import Data

__all__ = ["ExistingDeployment", "SettingsDraft", "draft_from"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingDeployment:
    """What a reader of deployments found; None and empty values where it found nothing.

    Attributes:
        name: of the CronJob.
        namespace: after kustomize.
        image: as the container names it.
        schedule: of the CronJob.
        time_zone: of the schedule.
        repositories: those that count in the end.
        has_repository_arguments: whether they are arguments of the container.
        options: the options that the deployment sets in files, `RENOVATE_CONFIG` and variables,
            by name, without those of the Secret and without what Renovate derives.
        log_level: what `LOG_LEVEL` is.
        log_format: what `LOG_FORMAT` is.
        secret_name: of the Secret with the token.
        secret_keys: the variables that it sets.
        sops_recipients: the age recipients of the encrypted Secret or of the `.sops.yaml`.
        overlays: the folders beside `base`.
        path: the folder of `base`, from the top of the checkout.
        run_deadline: `activeDeadlineSeconds`.
        memory_limit: of the container.
        repository: the content of the `renovate.json` of the checkout.
        extra_resources: files beside the base's kustomization that it names, and whose objects
            are not Renovate's.
        left_resources: the others that it names and a build would neither make nor name.
        secret_file: of the encrypted Secret, from the top of the checkout.
    """

    name: str = "renovate"
    namespace: str = "renovate"
    image: str
    schedule: str
    time_zone: str | None = None
    repositories: tuple[str, ...] = ()
    has_repository_arguments: bool = False
    options: "Mapping[str, Data]" = field(default_factory=dict)
    log_level: str | None = None
    log_format: str | None = None
    secret_name: str = "renovate-container-env"  # noqa: S105 - the name of an object
    secret_keys: tuple[str, ...] = ("RENOVATE_TOKEN",)
    sops_recipients: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    path: str = "infrastructure/controllers"
    run_deadline: int | None = None
    memory_limit: str | None = None
    repository: "Mapping[str, Data] | None" = None
    extra_resources: tuple[str, ...] = ()
    left_resources: tuple[str, ...] = ()
    secret_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsDraft:
    """Settings that still have to be written.

    Attributes:
        settings: as in the settings file, in a good order.
        changes: what a build of them does otherwise than the deployment, one line each.
    """

    settings: "dict[str, Data]"
    changes: tuple[str, ...]


_OWN_OPTIONS: Final = {
    "platform",
    "endpoint",
    "gitAuthor",
    "repositories",
    "autodiscover",
    "autodiscoverFilter",
    "dryRun",
    "reportType",
    "reportPath",
    "binarySource",
}
_HARDENING: Final = (
    "the pods run as uid 12021 without any privilege, with seccomp",
    "the root file system is read-only; an init container copies the folders that Renovate needs",
    "a ServiceAccount of its own, without a token for the Kubernetes API",
    "requests and limits for processor time and memory",
    "a NetworkPolicy: DNS and HTTPS go out, nothing comes in",
    "the namespace takes only pods that fit the Pod Security Standard `restricted`",
    "backoffLimit, history limits, startingDeadlineSeconds and ttlSecondsAfterFinished",
)
_ZONE: Final = "Etc/UTC"


def draft_from(existing: ExistingDeployment) -> SettingsDraft:
    """Return the settings of a deployment, and what a build of them makes different."""
    options = existing.options
    image, image_changes = _image(existing.image)
    changes = [*image_changes, *_cron_changes(existing), *_HARDENING]
    autodiscover = options.get("autodiscover") is True
    report = _report(options)
    settings: dict[str, Data] = {
        **_different("name", existing.name, "renovate"),
        **_different("namespace", existing.namespace, "renovate"),
        **_different("path", existing.path, "infrastructure/controllers"),
        "image": image,
        "schedule": existing.schedule,
        "timeZone": existing.time_zone or _ZONE,
        "platform": options.get("platform", "github"),
        **{key: options[key] for key in ("endpoint", "gitAuthor") if key in options},
        **({} if autodiscover else _repositories(existing)),
        **({"autodiscover": _autodiscover(options)} if autodiscover else {}),
        **({"dryRun": options["dryRun"]} if options.get("dryRun") else {}),
        "configIn": "json",
        **({"report": report} if report else {}),
        "log": {"level": existing.log_level or "info", "format": "json"},
        "secret": {
            "name": existing.secret_name,
            "keys": [*existing.secret_keys],
            **({"age": [*existing.sops_recipients]} if existing.sops_recipients else {}),
            **({} if existing.sops_recipients else {"managed": False}),
        },
        **_limits(existing),
        **_section("config", _other_options(options)),
        **({"extraResources": [*existing.extra_resources]} if existing.extra_resources else {}),
        "overlays": {name: {} for name in existing.overlays},
        **({} if existing.repository is None else {"repository": dict(existing.repository)}),
    }
    if options.get("binarySource") == "global":
        settings["security"] = {"tools": "image"}
    if not existing.sops_recipients:
        changes.append("the Secret is left out of the tree: nobody is known to encrypt it for")
    if existing.left_resources:
        listed = ", ".join(f"`{name}`" for name in existing.left_resources)
        changes.append(f"the kustomization of the base no longer names {listed}")
    if existing.log_format != "json":
        changes.append("LOG_FORMAT is json, which `renovate-kit ingest` reads whole")
    if autodiscover and not options.get("autodiscoverFilter"):
        changes.append("`autodiscover.filter` takes all repositories, as no filter did: narrow it")
    return SettingsDraft(settings=settings, changes=tuple(changes))


def _image(reference: str) -> "tuple[dict[str, Data], list[str]]":
    name, _, digest = reference.partition("@")
    folder, slash, last = name.rpartition("/")
    last, _, tag = last.partition(":")
    repository = f"{folder}{slash}{last}"
    variant = "-full" if tag.endswith("full") else ""
    is_whole = tag.removesuffix("-full").removeprefix("v").count(".") > 1
    changes = []
    if not is_whole and not digest:
        changes.append(
            f"the image is {repository}:{DEFAULT_RELEASE}{variant} instead of"
            f" {name if tag else f'{name} without a tag'}, which moves"
        )
        tag = f"{DEFAULT_RELEASE}{variant}"
    image: dict[str, Data] = {"repository": repository, "tag": tag or "latest"}
    return (image | {"digest": digest} if digest else image), changes


def _cron_changes(existing: ExistingDeployment) -> list[str]:
    changes = []
    if existing.time_zone is None:
        changes.append(f"the schedule is in {_ZONE}, not in whatever zone the cluster has")
    if existing.run_deadline is None:
        changes.append("activeDeadlineSeconds: a run that hangs does not hold up the next")
    changes.append("concurrencyPolicy is Forbid")
    return changes


def _repositories(existing: ExistingDeployment) -> "dict[str, Data]":
    placed: dict[str, Data] = {"repositories": [*existing.repositories]}
    return placed | {"repositoriesIn": "args"} if existing.has_repository_arguments else placed


def _autodiscover(options: "Mapping[str, Data]") -> "Data":
    given = options.get("autodiscoverFilter")
    filters: list[Data] = [*given] if isinstance(given, list) else [given] if given else ["**"]
    return {"filter": filters}


def _report(options: "Mapping[str, Data]") -> "dict[str, Data]":
    if not options.get("reportType"):
        return {}
    path = options.get("reportPath")
    return {"type": options["reportType"], **({"path": path} if path else {})}


def _limits(existing: ExistingDeployment) -> "dict[str, Data]":
    limits: dict[str, Data] = {}
    if existing.memory_limit is not None:
        limits["resources"] = {
            "requests": {"cpu": "250m", "memory": "512Mi"},
            "limits": {"cpu": "1", "memory": existing.memory_limit},
        }
    if existing.run_deadline is not None:
        limits["deadlines"] = {"run": existing.run_deadline}
    return limits


def _other_options(options: "Mapping[str, Data]") -> "dict[str, Data]":
    return {name: value for name, value in options.items() if name not in _OWN_OPTIONS}


def _section(name: str, content: "dict[str, Data]") -> "dict[str, Data]":
    return {name: content} if content else {}


def _different(name: str, value: str, usual: str) -> "dict[str, Data]":
    return {} if value == usual else {name: value}
