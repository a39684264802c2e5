"""A cluster's API: whom to ask and as whom, and what its refusals mean.

lightkube reads the kubeconfig or the pod's service account, and authenticates. The requests
are our own: a log has to be streamed, and those of a container's previous life are asked for.
"""

import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

import msgspec

from renovate_kit.errors import InputError, RemoteError, UsageError
from renovate_kit.redaction import redact

if TYPE_CHECKING:
    import httpx2
    from lightkube.config.kubeconfig import SingleConfig

__all__ = ["ClusterAccess", "ClusterClient", "RefusedError"]

_T = TypeVar("_T")

_BLOCK: Final = 1 << 16
_PAGE: Final = 500
_OK: Final = 200
_UNAUTHORIZED: Final = 401
_FORBIDDEN: Final = 403
_FORBIDDEN_TO: Final = re.compile(
    r'User "(?P<user>[^"]+)" cannot (?P<verb>\w+) resource "(?P<resource>[^"]+)"'
)
_STABLE_EXEC: Final = "client.authentication.k8s.io/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterAccess:
    """Which cluster, and as whom.

    Attributes:
        kubeconfig: a file; None takes the service account of the pod that this runs in.
        context: of the kubeconfig; None takes its current one.
    """

    kubeconfig: Path | None = None
    context: str | None = None


class RefusedError(RemoteError):
    """The API server answered with an error.

    Attributes:
        status: the HTTP status.
    """

    def __init__(self, message: str, *, hint: str, status: int) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class _Status(msgspec.Struct):
    message: str = ""


class _Metadata(msgspec.Struct):
    next_page: str = msgspec.field(name="continue", default="")


class _Page(msgspec.Struct):
    items: list[msgspec.Raw] = []
    metadata: _Metadata = msgspec.field(default_factory=_Metadata)


class ClusterClient:
    """Reads from a cluster's API; a context manager that closes its connections.

    Args:
        access: which cluster, and as whom.

    Attributes:
        server: the API server's address, for messages.

    Raises:
        UsageError: lightkube is not installed.
        InputError: there is no kubeconfig, or nothing can be made of it.
    """

    def __init__(self, access: ClusterAccess) -> None:
        config = _config(access)
        self.server = config.cluster.server
        self._http = _http_client(config)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, kind: type[_T]) -> _T:
        """Return one object.

        Raises:
            RemoteError: it can't be had.
        """
        with self._asked(path, {}) as answer:
            return self._decoded(answer.read(), kind)

    def items(
        self, path: str, kind: type[_T], parameters: Mapping[str, str] | None = None
    ) -> Iterator[_T]:
        """Yield the objects of a list, however long it is.

        Raises:
            RemoteError: they can't be had.
        """
        asked: dict[str, str] = {**(parameters or {}), "limit": str(_PAGE)}
        while True:
            with self._asked(path, asked) as answer:
                page = self._decoded(answer.read(), _Page)
            for item in page.items:
                yield self._decoded(bytes(item), kind)
            if not page.metadata.next_page:
                return
            asked["continue"] = page.metadata.next_page

    def blocks(self, path: str, parameters: Mapping[str, str]) -> Iterator[bytes]:
        """Yield an answer that is text, as it comes.

        Raises:
            RemoteError: it can't be had.
        """
        import httpx2  # noqa: PLC0415 - a part of lightkube, which few need

        with self._asked(path, parameters) as answer:
            try:
                yield from answer.iter_bytes(_BLOCK)
            except httpx2.HTTPError as error:
                raise self._failed(error) from error

    def _asked(self, path: str, parameters: Mapping[str, str]) -> "_Answer":
        import httpx2  # noqa: PLC0415 - a part of lightkube, which few need
        from lightkube.core.exceptions import ConfigError  # noqa: PLC0415 - the same

        try:
            request = self._http.build_request("GET", path, params=dict(parameters))
            answer = self._http.send(request, stream=True)
            if answer.status_code != _OK:
                answer.read()
        except (httpx2.HTTPError, ssl.SSLError) as error:
            raise self._failed(error) from error
        except (ConfigError, OSError, KeyError, ValueError) as error:
            reason = redact(str(error).strip()) or type(error).__name__
            hint = "log in again: does `kubectl get pods` work?"
            raise RemoteError(f"no credentials for {self.server}: {reason}", hint=hint) from error
        if answer.status_code != _OK:
            raise self._refused(answer)
        return _Answer(answer)

    def _failed(self, error: Exception) -> RemoteError:
        reason = str(error) or type(error).__name__
        where = f"cluster at {self.server}"
        if "CERTIFICATE_VERIFY_FAILED" in reason:
            hint = "check certificate-authority-data in the kubeconfig"
            return RemoteError(f"{where}: certificate not trusted", hint=hint)
        hint = "is this the right context, and the cluster up? try `kubectl get pods`"
        return RemoteError(f"{where}: can't be reached: {redact(reason)}", hint=hint)

    def _refused(self, answer: "httpx2.Response") -> RefusedError:
        status = answer.status_code
        try:
            said = msgspec.json.decode(answer.content, type=_Status).message
        except (msgspec.DecodeError, UnicodeError):
            said = ""
        said = redact(" ".join(said.split()))
        where = f"cluster at {self.server}"
        if status == _UNAUTHORIZED:
            hint = "the token may have expired: log in again, and check with `kubectl get pods`"
            return RefusedError(f"{where}: 401, not logged in", hint=hint, status=status)
        if status == _FORBIDDEN:
            return RefusedError(f"{where}: 403, {_forbidden(said)}", hint=_ROLE, status=status)
        hint = "check with `kubectl get pods`"
        return RefusedError(f"{where}: {status} {said}".rstrip(), hint=hint, status=status)

    def _decoded(self, raw: bytes, kind: type[_T]) -> _T:
        try:
            return msgspec.json.decode(raw, type=kind)
        except (msgspec.DecodeError, UnicodeError) as error:
            hint = "does the address lead to the API server, and not to a login page?"
            message = f"cluster at {self.server}: gave no answer of an API server's"
            raise RemoteError(message, hint=hint) from error


_ROLE: Final = (
    "docs/getting-logs.md has a Role that allows get and list on pods, pods/log, jobs, cronjobs and"
    " events"
)


class _Answer:
    """An answer whose connection is given back at the end."""

    def __init__(self, answer: "httpx2.Response") -> None:
        self._answer = answer

    def __enter__(self) -> "httpx2.Response":
        return self._answer

    def __exit__(self, *_: object) -> None:
        self._answer.close()


def _forbidden(said: str) -> str:
    match = _FORBIDDEN_TO.search(said)
    if match is None:
        return said or "not allowed"
    return f"{match['user']} may not {match['verb']} {match['resource']}"


def _config(access: ClusterAccess) -> "SingleConfig":
    """Return the address and the credentials.

    Raises:
        UsageError: lightkube is not installed.
        InputError: there is no kubeconfig, or nothing can be made of it.
    """
    try:
        from lightkube import KubeConfig  # noqa: PLC0415 - an extra, which few need
        from lightkube.core.exceptions import ConfigError  # noqa: PLC0415 - the same
    except ImportError:
        hint = "pip install 'renovate-kit[cluster]'"
        raise UsageError("reading from a cluster needs lightkube", hint=hint) from None
    try:
        if access.kubeconfig is not None:
            config = KubeConfig.from_file(access.kubeconfig)
        else:
            config = KubeConfig.from_service_account()
        chosen = config.get(access.context)
    except (ConfigError, OSError, KeyError, TypeError, ValueError, msgspec.MsgspecError) as error:
        raise _no_config(access, error) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "yaml":
            raise
        raise _no_config(access, error) from error
    if chosen is None:
        raise _no_config(access, ValueError("no context is chosen"))
    return chosen


def _no_config(access: ClusterAccess, error: Exception) -> InputError:
    if access.kubeconfig is None:
        hint = "name one with --kubeconfig or KUBECONFIG, or run in a pod with a service account"
        return InputError("no kubeconfig", hint=hint)
    if isinstance(error, FileNotFoundError) or "not found" in str(error):
        reason = str(error)
    else:
        reason = f"{access.kubeconfig}: is no kubeconfig ({type(error).__name__})"
    hint = "check --kubeconfig, KUBECONFIG and --context with `kubectl config get-contexts`"
    return InputError(redact(reason), hint=hint)


def _http_client(config: "SingleConfig") -> "httpx2.Client":
    import httpx2  # noqa: PLC0415 - a part of lightkube, which few need
    from lightkube.config.client_adapter import (  # noqa: PLC0415 - the same
        Client,
        ConnectionParams,
    )
    from lightkube.core.exceptions import ConfigError  # noqa: PLC0415 - the same

    user: Any = config.user
    if user is not None and user.exec is not None and user.exec.apiVersion == _STABLE_EXEC:
        # lightkube knows the versions before; what it reads is the same in all.
        user.exec.apiVersion = f"{_STABLE_EXEC}beta1"
    if user is None:
        from lightkube.config.models import User  # noqa: PLC0415 - the same

        config = config._replace(user=User())
    try:
        timeout = httpx2.Timeout(60.0, connect=10.0)
        return Client(config, ConnectionParams(timeout=timeout))
    except (ConfigError, OSError, ValueError) as error:
        reason = redact(str(error)) or type(error).__name__
        hint = "check the user and the certificates in the kubeconfig"
        raise InputError(f"no way to log in to the cluster: {reason}", hint=hint) from error
