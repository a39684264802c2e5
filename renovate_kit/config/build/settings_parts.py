"""What the settings are made of: the image, the Secret, resources, the network and so on.

Every part is strict, frozen, and refuses keys that it does not know. In YAML the keys are in
camel case, as in Kubernetes.
"""

from ipaddress import ip_network
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.alias_generators import to_camel

__all__ = [
    "ADDRESS",
    "MEANINGS",
    "URL",
    "Autodiscover",
    "Cache",
    "Deadlines",
    "Egress",
    "History",
    "Image",
    "Log",
    "Name",
    "NetworkPolicy",
    "Part",
    "Quantity",
    "Report",
    "ResourceQuota",
    "Resources",
    "Secret",
    "Security",
    "bytes_of",
]

_UNITS = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12} | {
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
    "Ti": 2**40,
}
_NAME = r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
_QUANTITY = r"^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$"
_MEMORY = r"^\d+(\.\d+)?(k|Ki|M|Mi|G|Gi|T|Ti)?$"
_VARIABLE = r"^[A-Za-z_][A-Za-z0-9_-]*$"
_AGE = r"^age1[02-9ac-hj-np-z]{58}$"
_ABSOLUTE = r"^/[^:]+$"
_DIGEST = r"^sha256:[0-9a-f]{64}$"
ADDRESS = r"[^\s<>@]+@[^\s<>@]+"
URL = r"^https?://[^\s/]+"
MEANINGS = {
    _NAME: "must be small letters, digits and `-` (RFC 1123)",
    _QUANTITY: "must be an amount such as `500m`, `2` or `1Gi`",
    _MEMORY: "must be an amount of memory such as `512Mi` or `2Gi`",
    _VARIABLE: "must be the name of an environment variable",
    _AGE: "must be an age recipient, which begins with `age1`",
    _ABSOLUTE: "must be an absolute path",
    _DIGEST: "must be `sha256:` and 64 hexadecimal digits",
    ADDRESS: "must have an e-mail address, as in `Name <address>`",
    URL: "must be a URL that begins with `https://` or `http://`",
}
"""What a text must be that has to match a pattern."""
_FULL_VERSION = r"v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?"


class Part(BaseModel):
    """A group of settings."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        strict=True,
        use_attribute_docstrings=True,
        validate_by_alias=True,
        validate_by_name=False,
    )


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _cidr(value: str) -> str:
    return str(ip_network(value))


Name: TypeAlias = Annotated[str, StringConstraints(pattern=_NAME, max_length=63)]
"""The name of an object in Kubernetes: a DNS label (RFC 1123)."""

Quantity: TypeAlias = Annotated[
    str,
    BeforeValidator(_as_text),
    StringConstraints(pattern=_QUANTITY),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["500m", "1Gi"]}),
]
"""An amount as Kubernetes writes it: `500m`, `1Gi`, `2`."""

Memory: TypeAlias = Annotated[
    str,
    BeforeValidator(_as_text),
    StringConstraints(pattern=_MEMORY),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["512Mi", "2Gi"]}),
]
"""An amount of memory as Kubernetes writes it: `512Mi`, `2Gi`."""

VariableName: TypeAlias = Annotated[str, StringConstraints(pattern=_VARIABLE)]
AgeRecipient: TypeAlias = Annotated[str, StringConstraints(pattern=_AGE)]
AbsolutePath: TypeAlias = Annotated[str, StringConstraints(pattern=_ABSOLUTE)]
Port: TypeAlias = Annotated[int, Field(ge=1, le=65535)]
Seconds: TypeAlias = Annotated[int, Field(ge=1)]


def bytes_of(quantity: str) -> int:
    """Return how many bytes an amount of memory is."""
    number = quantity.rstrip("kKMGTim")
    unit = quantity[len(number) :]
    return int(float(number) * _UNITS.get(unit, 1))


class Image(Part):
    """Which image runs."""

    repository: Annotated[str, StringConstraints(pattern=r"^[^\s:@]+(:\d+/[^\s:@]+)?$")] = (
        "renovate/renovate"
    )
    """Without a tag."""
    tag: Annotated[str, StringConstraints(pattern=r"^[\w][\w.-]{0,127}$")]
    """A whole version, as `44.121.2` or `44.121.2-full`."""
    digest: Annotated[str, StringConstraints(pattern=_DIGEST)] | None = None
    """What the registry calls the content of the image; then nobody can move the tag."""

    @model_validator(mode="after")
    def _is_pinned(self) -> Self:
        import re  # noqa: PLC0415 - beside the one line that needs it

        if self.digest is None and not re.fullmatch(_FULL_VERSION, self.tag):
            message = f"the tag `{self.tag}` moves: name a whole version, or add the digest"
            raise ValueError(message)
        return self

    @property
    def reference(self) -> str:
        """The image as a container names it."""
        digest = f"@{self.digest}" if self.digest else ""
        return f"{self.repository}:{self.tag}{digest}"


class Autodiscover(Part):
    """Let Renovate look for repositories."""

    filter: Annotated[list[str], Field(min_length=1)]
    """Which repositories: without a filter that is all that the token can reach."""


class Log(Part):
    """What Renovate writes to its log."""

    level: Literal["trace", "debug", "info", "warn", "error", "fatal"] = "debug"
    format: Literal["json", "pretty"] = "json"


class Report(Part):
    """Renovate's report of a run."""

    type: Literal["logging", "file", "s3"] = "logging"
    path: str | None = None
    """The file, or the `s3://` address."""

    @model_validator(mode="after")
    def _has_path(self) -> Self:
        if (self.path is None) != (self.type == "logging"):
            message = "`file` and `s3` need a `path`, `logging` takes none"
            raise ValueError(message)
        return self


class Secret(Part):
    """The Secret that holds the token; its values stand in no settings."""

    name: Name = "renovate-container-env"
    keys: Annotated[list[VariableName], Field(min_length=1)] = ["RENOVATE_TOKEN"]
    managed: bool = True
    """Whether the tree holds the Secret; false if something else makes it in the cluster."""
    age: list[AgeRecipient] = Field(default_factory=list)
    """For whom `sops` encrypts it."""
    sops_config: str | None = None
    """Where the repository's `.sops.yaml` is, from the folder of the tree; it names them too."""

    @model_validator(mode="after")
    def _has_recipient(self) -> Self:
        if self.managed and not self.age and self.sops_config is None:
            message = "name the `age` recipients or the `sopsConfig` that has them"
            raise ValueError(message)
        return self


class Amounts(Part):
    """Processor time and memory."""

    cpu: Quantity
    memory: Memory


class Resources(Part):
    """What the container is promised, and what it may take."""

    requests: Amounts = Amounts.model_construct(cpu="250m", memory="512Mi")
    limits: Amounts = Amounts.model_construct(cpu="1", memory="2Gi")

    @model_validator(mode="after")
    def _limits_are_higher(self) -> Self:
        if bytes_of(self.requests.memory) > bytes_of(self.limits.memory):
            message = "`requests.memory` is more than `limits.memory`"
            raise ValueError(message)
        return self


class Deadlines(Part):
    """When a run is given up, in seconds."""

    start: Annotated[int, Field(ge=10)] = 300
    """How late a run may start; Kubernetes looks every 10 seconds."""
    run: Seconds | None = None
    """How long a run may take; without it, most of the time until the next one."""


class History(Part):
    """How long finished runs stay visible."""

    successful: Annotated[int, Field(ge=0)] = 3
    failed: Annotated[int, Field(ge=0)] = 3
    ttl_seconds: Annotated[int, Field(ge=0)] = 86_400
    """After so many seconds a finished run is removed, with its log."""


class Cache(Part):
    """Where Renovate keeps clones and what it downloaded."""

    size_limit: Quantity = "4Gi"
    """Of the volume that lives as long as a run."""
    claim: Quantity | None = None
    """The size of a PersistentVolumeClaim, which keeps the cache from run to run."""
    storage_class: Name | None = None
    """The claim's storage class; without it the cluster's default."""


class Security(Part):
    """How tightly the container is closed."""

    read_only_root_filesystem: bool = True
    tools: Literal["install", "image"] = "install"
    """`install`: Renovate installs what a lock file needs; `image`: it uses what is there."""
    writable_paths: list[AbsolutePath] = Field(default_factory=list)
    """Folders that some package manager wants to write to besides `/tmp`."""


class Egress(Part):
    """One more destination that Renovate may reach."""

    cidr: Annotated[str, AfterValidator(_cidr)]
    ports: Annotated[list[Port], Field(min_length=1)] = [443]


class NetworkPolicy(Part):
    """What Renovate may reach: DNS, and HTTPS outside of the cluster."""

    enabled: bool = True
    private_networks: bool | None = None
    """HTTPS also to private addresses and in the cluster; without it, if there is an `endpoint`."""
    egress: list[Egress] = Field(default_factory=list)


class ResourceQuota(Part):
    """What all pods of the namespace may take together."""

    hard: Annotated[dict[str, Quantity], Field(min_length=1)]
