"""What is read of Jobs, pods and events. Source: Kubernetes API reference, `batch/v1`, `v1`."""

import msgspec

__all__ = [
    "Condition",
    "Container",
    "ContainerStatus",
    "CronJob",
    "Event",
    "Job",
    "Metadata",
    "Owner",
    "Pod",
    "State",
    "Terminated",
]


class _Part(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """An object of which only some fields are read."""


class Owner(_Part, frozen=True):
    """Who made an object."""

    kind: str
    name: str


class Metadata(_Part, frozen=True):
    """An object's name, and who made it."""

    name: str = ""
    owner_references: tuple[Owner, ...] = ()
    creation_timestamp: str | None = None


class Condition(_Part, frozen=True):
    """A condition of a Job."""

    type: str
    status: str = ""
    reason: str = ""
    message: str = ""


class _JobStatus(_Part, frozen=True):
    conditions: tuple[Condition, ...] = ()


class Job(_Part, frozen=True):
    """A Job."""

    metadata: Metadata
    status: _JobStatus = _JobStatus()


class CronJob(_Part, frozen=True):
    """A CronJob; only its name matters."""

    metadata: Metadata


class Terminated(_Part, frozen=True):
    """How a container ended."""

    exit_code: int | None = None
    signal: int | None = None
    reason: str = ""
    started_at: str | None = None
    finished_at: str | None = None


class _Waiting(_Part, frozen=True):
    reason: str = ""
    message: str = ""


class _Running(_Part, frozen=True):
    started_at: str | None = None


class State(_Part, frozen=True):
    """What a container does, or did last."""

    terminated: Terminated | None = None
    waiting: _Waiting | None = None
    running: _Running | None = None


class ContainerStatus(_Part, frozen=True):
    """A container's state."""

    name: str
    restart_count: int = 0
    state: State = State()
    last_state: State = State()


class _Resources(_Part, frozen=True):
    requests: dict[str, str | int | float] = {}
    limits: dict[str, str | int | float] = {}


class Container(_Part, frozen=True):
    """A container as the pod asks for it."""

    name: str
    image: str = ""
    resources: _Resources = _Resources()


class _PodSpec(_Part, frozen=True):
    containers: tuple[Container, ...] = ()
    node_name: str | None = None


class _PodStatus(_Part, frozen=True):
    phase: str = ""
    reason: str = ""
    message: str = ""
    container_statuses: tuple[ContainerStatus, ...] = ()


class Pod(_Part, frozen=True):
    """A pod."""

    metadata: Metadata
    spec: _PodSpec = _PodSpec()
    status: _PodStatus = _PodStatus()


class _Involved(_Part, frozen=True):
    name: str = ""


class Event(_Part, frozen=True):
    """What the cluster noted about an object."""

    type: str = ""
    reason: str = ""
    message: str = ""
    involved_object: _Involved = _Involved()
