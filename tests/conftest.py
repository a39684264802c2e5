"""What all tests share: no network, a scrubbed environment, and the data folders."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import Phase, settings

from tests.commandline import Run, runner

# Examples take as long as the machine is busy, and Hypothesis' explanation of a failure takes
# minutes on code that runs a database. A change is judged by the same examples wherever it is
# tested; new ones are looked for with `make fuzz`.
settings.register_profile(
    "renovate-kit",
    deadline=None,
    derandomize="FRESH_EXAMPLES" not in os.environ,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink),
)
settings.load_profile("renovate-kit")

_SCRUBBED_PREFIXES = ("RENOVATE_", "GITHUB_", "GH_", "LOG_")
_SCRUBBED_NAMES = ("CI", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "XDG_DATA_HOME")


@pytest.fixture
def data() -> Path:
    """Real inputs that the repository ships."""
    return Path(__file__).parent / "data"


@pytest.fixture
def shared() -> Path:
    """The reference data beside the checkout; skips the test where there is none."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("no shared data folder beside the checkout")
    return folder


@pytest.fixture(autouse=True)
def _scrubbed_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(_SCRUBBED_PREFIXES) or name in _SCRUBBED_NAMES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        message = "a test tried to reach the network"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs that are started hear ctrl-c, whatever started the tests.

    A shell without job control starts what runs in the background deaf to it.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a `renovate-kit` command: `run("validate", path)`."""
    return runner(monkeypatch, capsys)
