"""Runs a command for which recorded answers take GitHub's place: no network, no token of yours.

    scripts/replay-github.py CASSETTE... -- COMMAND...

The command finds, in its environment, a proxy on the loopback interface (`HTTPS_PROXY`), the
certificate of an authority that exists for as long as it runs (`SSL_CERT_FILE`), and a token that
is none. The proxy answers requests to `api.github.com` from the cassettes, a list by its path and
page, details by the numbers that are asked for, and refuses every other host. The exit code is the
command's. `scripts/record-cassettes.py` records cassettes; they may be compressed with gzip.
"""

import gzip
import json
import os
import re
import ssl
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST: Final = "api.github.com"
_LOOPBACK: Final = "127.0.0.1"
_ASKED: Final = re.compile(r"(\w+): pullRequest\(number: (\d+)\)")


class Recording:
    """What a GitHub answered.

    Args:
        cassettes: as vcrpy writes them, as JSON.
    """

    def __init__(self, cassettes: Sequence[Path]) -> None:
        self._lists: dict[tuple[str, str], tuple[object, str | None]] = {}
        self._details: dict[tuple[str, int], object] = {}
        for cassette in cassettes:
            raw = cassette.read_bytes()
            text = gzip.decompress(raw) if cassette.suffix == ".gz" else raw
            for interaction in json.loads(text)["interactions"]:
                self._take(interaction["request"], interaction["response"])

    def listed(self, path: str) -> tuple[object, str | None] | None:
        """Return a page of a list, and the link to the next; None if there is no such page."""
        return self._lists.get(_place(path))

    def detailed(self, question: Mapping[str, Any]) -> object:
        """Return the details of the pull requests that a GraphQL query names."""
        asked = {
            alias: self._details.get((_repository(question), int(number)))
            for alias, number in _ASKED.findall(question["query"])
        }
        return {"data": {"repository": asked}}

    def _take(self, request: Mapping[str, Any], response: Mapping[str, Any]) -> None:
        if response["status"]["code"] != HTTPStatus.OK:
            return
        answer = json.loads(response["body"]["string"])
        if request["method"] == "POST":
            question = json.loads(request["body"])
            told = (answer.get("data") or {}).get("repository") or {}
            for alias, number in _ASKED.findall(question["query"]):
                self._details.setdefault((_repository(question), int(number)), told.get(alias))
            return
        headers = {name.lower(): value for name, value in response["headers"].items()}
        link = headers.get("link")
        link = link[0] if isinstance(link, list) else link
        self._lists.setdefault(_place(request["uri"]), (answer, link))


def _place(url: str) -> tuple[str, str]:
    """Return the path and the page: how else a list is asked for does not matter."""
    parts = urlsplit(url)
    page = parse_qs(parts.query).get("page", ["1"])[0]
    return parts.path, page


def _repository(question: Mapping[str, Any]) -> str:
    variables = question["variables"]
    return f"{variables['owner']}/{variables['name']}"


class Authority:
    """A certificate for `api.github.com`, which vouches for itself, in two files.

    Args:
        folder: where they go.
    """

    def __init__(self, folder: Path) -> None:
        self.certificate = folder / "certificate.pem"
        self._key = folder / "key.pem"
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "recorded answers")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        self._key.touch(mode=0o600)
        self._key.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    def context(self) -> ssl.SSLContext:
        """Return how a server shows this certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self._key)
        return context


class Proxy(BaseHTTPRequestHandler):
    """Answers what is sent through a tunnel itself."""

    protocol_version = "HTTP/1.1"
    recording: Recording
    tls: ssl.SSLContext

    def do_CONNECT(self) -> None:
        """Begin a tunnel; it ends here."""
        if self.path != f"{HOST}:443":
            self.send_error(HTTPStatus.FORBIDDEN, "only GitHub's answers are recorded")
            return
        self.send_response_only(HTTPStatus.OK)
        self.end_headers()
        self.connection = self.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)
        self.close_connection = False

    def do_GET(self) -> None:
        """Answer a request for a list."""
        found = self.recording.listed(self.path)
        if found is None:
            self._answer({"message": "Not Found"}, status=HTTPStatus.NOT_FOUND)
            return
        body, link = found
        self._answer(body, link=link)

    def do_POST(self) -> None:
        """Answer a question to GraphQL."""
        size = int(self.headers.get("Content-Length", "0"))
        self._answer(self.recording.detailed(json.loads(self.rfile.read(size))))

    def _answer(
        self, body: object, *, status: HTTPStatus = HTTPStatus.OK, link: str | None = None
    ) -> None:
        raw = json.dumps(body).encode()
        self.send_response_only(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        if link is not None:
            self.send_header("Link", link)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def main(arguments: Sequence[str]) -> int:
    """Run the command, and return its exit code."""
    middle = arguments.index("--")
    cassettes, command = map(Path, arguments[:middle]), arguments[middle + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        members = {"recording": Recording(list(cassettes)), "tls": authority.context()}
        server = ThreadingHTTPServer((_LOOPBACK, 0), type("Answering", (Proxy,), members))
        server.daemon_threads = True
        serving = {"poll_interval": 0.01}
        threading.Thread(target=server.serve_forever, kwargs=serving, daemon=True).start()
        kept = {
            name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")
        }
        environment = {
            **kept,
            "HTTPS_PROXY": f"http://{_LOOPBACK}:{server.server_address[1]}",
            "SSL_CERT_FILE": str(authority.certificate),
            "GITHUB_TOKEN": "recorded-answers-need-none",
        }
        try:
            finished = subprocess.run(command, env=environment, check=False)  # noqa: S603 - the caller's own
        finally:
            server.shutdown()
            server.server_close()
    return finished.returncode


if __name__ == "__main__":
    if "--" not in sys.argv[2:-1]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
