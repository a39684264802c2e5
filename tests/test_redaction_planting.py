"""Two hundred secrets of many shapes, planted in JSON and in pretty logs, are nowhere afterwards.

Looked through are the bytes of the store, all that it holds as text, and what commands print.
"""

import base64
import json
import random
import sqlite3
import string
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest

from renovate_kit.redaction import Redactor
from tests.commandline import Run

PICLUSTER = Path(__file__).parent / "data" / "logs" / "picluster"
REPOSITORY = "luddera/pi-cluster"
_WINDOW = 10
"""So many letters of a secret in a row count as found."""
_LETTERS = string.ascii_letters + string.digits
_SHARED_ENDS = 4
"""Random letters at both ends of a secret; what is left after a cut may show them."""


class _Random:
    """Random letters, the same in each run."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret is real

    def word(self, length: int, letters: str = _LETTERS) -> str:
        return "".join(self._random.choices(letters, k=length))


# Prefixes are put together here, so that no scanner takes this file for a leak.
_SHAPES: Mapping[str, Callable[[_Random], str]] = {
    "GitHub classic": lambda r: "gh" + "p_" + r.word(36),
    "GitHub OAuth": lambda r: "gh" + "o_" + r.word(36),
    "GitHub user": lambda r: "gh" + "u_" + r.word(36),
    "GitHub installation": lambda r: "gh" + "s_" + r.word(36),
    "GitHub refresh": lambda r: "gh" + "r_" + r.word(76),
    "GitHub fine-grained": lambda r: "github" + "_pat_" + r.word(22) + "_" + r.word(59),
    "GitLab personal": lambda r: "gl" + "pat-" + r.word(20),
    "GitLab runner": lambda r: "gl" + "rt-" + r.word(20),
    "GitLab CI": lambda r: "gl" + "cbt-" + r.word(26),
    "npm": lambda r: "np" + "m_" + r.word(36),
    "PyPI": lambda r: "py" + "pi-" + r.word(100),
    "Docker Hub": lambda r: "dckr" + "_pat_" + r.word(27),
    "Slack": lambda r: "xox" + "b-" + r.word(12, string.digits) + "-" + r.word(24),
    "AWS access key": lambda r: "AK" + "IA" + r.word(16, string.ascii_uppercase + string.digits),
    "Google API": lambda r: "AI" + "za" + r.word(35),
    "Google OAuth": lambda r: "ya" + "29." + r.word(60),
    "JWT": lambda r: "ey" + "JhbGciOiJIUzI1NiJ9.ey" + r.word(40) + "." + r.word(43),
    "Vault": lambda r: "hv" + "s." + r.word(24),
    "Atlassian": lambda r: "ATA" + "TT3x" + r.word(60),
    "Bitbucket": lambda r: "AT" + "BB" + r.word(32),
    "Stripe": lambda r: "sk" + "_live_" + r.word(24),
    "SendGrid": lambda r: "S" + "G." + r.word(22) + "." + r.word(43),
    "Hugging Face": lambda r: "h" + "f_" + r.word(34),
    "RubyGems": lambda r: "ruby" + "gems_" + r.word(48, "0123456789abcdef"),
    "DigitalOcean": lambda r: "dop" + "_v1_" + r.word(64, "0123456789abcdef"),
    "age": lambda r: "AGE-" + "SECRET-KEY-1" + r.word(58, string.ascii_uppercase),
    "Artifactory": lambda r: "AK" + "Cp" + r.word(69),
    "crates.io": lambda r: "ci" + "o" + r.word(32),
    "NuGet": lambda r: "oy" + "2" + r.word(43, string.ascii_lowercase + string.digits),
    "Anthropic": lambda r: "sk-" + "ant-api03-" + r.word(90),
    "OpenAI": lambda r: "sk-" + "proj-" + r.word(60),
    "Telegram": lambda r: r.word(9, string.digits[1:]) + ":A" + "A" + r.word(33),
    "CircleCI": lambda r: "CCI" + "PAT_" + r.word(40),
    "Pulumi": lambda r: "pu" + "l-" + r.word(40, "0123456789abcdef"),
    "Databricks": lambda r: "da" + "pi" + r.word(32, "0123456789abcdef"),
    "New Relic": lambda r: "NR" + "AK-" + r.word(27, string.ascii_uppercase),
    "Linear": lambda r: "lin" + "_api_" + r.word(40),
    "Shopify": lambda r: "shp" + "at_" + r.word(32, "0123456789abcdef"),
    "Tailscale": lambda r: "ts" + "key-auth-" + r.word(12) + "-" + r.word(32),
    "private key": lambda r: _key(r, "RSA PRIVATE KEY"),
    "OpenSSH key": lambda r: _key(r, "OPENSSH PRIVATE KEY"),
    "PGP key": lambda r: _key(r, "PGP PRIVATE KEY BLOCK"),
    "encoded token": lambda r: _base64("gh" + "p_" + r.word(36)),
    "encoded user and token": lambda r: _base64("x-access-token:gh" + "s_" + r.word(36)),
}
"""Secrets that show by themselves what they are."""

_PLACES: Mapping[str, str] = {
    "URL": "https://bot:{}@git.example.com/a/b.git",
    "URL without a name": "https://{}@git.example.com/a/b.git",
    "URL of a database": "redis://:{}@redis.example.com:6379/0",
    "query": "https://example.com/x?access_token={}&y=1",
    "query of GitLab": "https://example.com/x?private_token={}",
    "signature of Azure": "https://x.blob.example.com/y?sv=1&sig={}",
    "signature of AWS": "https://s3.example.com/y?X-Amz-Signature={}&z=1",
    "Bearer": "Authorization: Bearer {}",
    "basic": "authorization: Basic {}",
    "token scheme": "Authorization: token {}",
    "proxy": "Proxy-Authorization: Basic {}",
    "GitLab header": "PRIVATE-TOKEN: {}",
    "job header": "JOB-TOKEN: {}",
    "API key header": "x-api-key: {}",
    "cookie": "Set-Cookie: session={}; Path=/",
    "npmrc": "//registry.npmjs.org/:_authToken={}",
    "npmrc password": "//npm.example.com/:_password={}",
    "npmrc auth": "//npm.example.com/:_auth={}",
    "netrc": "machine git.example.com login bot password {}",
    "variable": "RENOVATE_TOKEN={}",
    "AWS variable": "AWS_SECRET_ACCESS_KEY={}",
    "flag": "docker login --password {} ghcr.io",
    "git": "git -c http.extraheader=AUTHORIZATION: basic {} fetch",
    "assignment": 'password = "{}"',
    "YAML": "clientSecret: {}",
    "NuGet.Config": '<add key="ClearTextPassword" value="{}" />',
    "Docker config": '{{"auths":{{"ghcr.io":{{"auth":"{}"}}}}}}',
    "passphrase": "passphrase={}",
}
"""Places that make whatever stands in them a secret."""


def _key(letters: _Random, kind: str) -> str:
    lines = "\n".join(letters.word(64) for _ in range(4))
    dashes = "-----"
    return f"{dashes}BEGIN {kind}{dashes}\n{lines}\n{dashes}END {kind}{dashes}"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@dataclass(frozen=True)
class Planted:
    """A secret, and the text that it stands in."""

    kind: str
    secret: str
    text: str


@cache
def _planted() -> tuple[Planted, ...]:
    letters = _Random(20260907)
    found: list[Planted] = []
    for turn in range(4):
        for kind, shape in _SHAPES.items():
            secret = shape(letters)
            sentence = ("cannot use {} here", 'got "{}"', "x={},y", "({})")[turn]
            found.append(Planted(f"{kind} in {sentence}", secret, sentence.format(secret)))
        for kind, place in _PLACES.items():
            secret = letters.word(20)
            found.append(Planted(kind, secret, place.format(secret)))
    return tuple(found)


NAMED = "correct horse battery staple/+9"
NAMED_IN_FILE = "Tr0ub4dor-and-3"
_NAMED_FORMS = (
    f"value {NAMED}.",
    f"https://example.com/{quote(NAMED, safe='')}",
    f"encoded {_base64(NAMED)}",
    f"other {NAMED_IN_FILE}",
)


def _fields(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Records in which Renovate would log a text, with their level and message."""
    error = {
        "message": text,
        "stack": f"Error: {text}\n    at run (/usr/local/renovate/index.js:1:1)",
        "options": {"headers": {"user-agent": "Renovate", "x": text}, "url": text},
        "stderr": text,
        "cmd": f"/bin/sh -c run {text}",
    }
    yield 40, "Error updating branch", {"branch": "renovate/x-1.x", "err": error}
    yield 50, "Repository has unknown error", {"err": error}
    yield 40, f"Something about {text}", {}
    yield 40, "Package lookup failures", {"warnings": [f"Failed: {text}"], "files": [text]}
    artifact = [{"lockFile": "package-lock.json", "stderr": text}]
    yield 40, "artifactErrors", {"branch": "renovate/x-1.x", "artifactErrors": artifact}
    yield 40, "Host error", {"hostType": "npm", "packageName": text, "err": error}
    yield 30, "PR created", {"branch": f"renovate/{text[:90]}", "pr": 7, "prTitle": text}
    yield 20, "Response", {"options": {"headers": {"authorization": text}}}
    yield 40, "Config validation errors found", {"errors": [{"topic": "x", "message": text}]}


def _tables(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Records at level debug whose content goes into the store whole."""
    upgrade = {
        "depName": text,
        "packageName": text,
        "packageFile": text,
        "datasource": "npm",
        "updateType": "minor",
        "currentVersion": "1.0.0",
        "newVersion": text,
    }
    branch = {
        "branchName": text,
        "prNo": 7,
        "prTitle": text,
        "result": "done",
        "upgrades": [upgrade],
    }
    yield 20, "branches info extended", {"branchesInformation": [branch]}
    dep = {
        "depName": text,
        "packageName": text,
        "datasource": "npm",
        "currentValue": text,
        "registryUrl": text,
        "skipReason": text,
        "warnings": [{"topic": text, "message": text}],
        "updates": [{"updateType": "minor", "newVersion": text, "branchName": text}],
    }
    config = {"npm": [{"packageFile": text, "deps": [dep]}]}
    yield 20, "packageFiles with updates", {"baseBranch": "main", "config": config}


def _json_log() -> bytes:
    lines = (PICLUSTER / "picluster-run01.jsonl").read_bytes().splitlines()
    start = json.loads(lines[0])
    middle = len(lines) // 2
    time = json.loads(lines[middle])["time"]
    shared = {key: start[key] for key in ("name", "hostname", "pid", "logContext")}
    planted: list[bytes] = []
    for number, text in enumerate(_texts()):
        records = [*_fields(text), *(_tables(text) if number % 5 == 0 else ())]
        for level, message, fields in records:
            record = {
                **shared,
                "level": level,
                "repository": REPOSITORY,
                **fields,
                "msg": message,
                "time": time,
                "v": 0,
            }
            planted.append(json.dumps(record).encode())
        planted.append(text.splitlines()[0].encode())
    # The table of a run is the last one: one more secret in each real title and name.
    return b"\n".join([*lines[:middle], *planted, *lines[middle:]]) + b"\n"


def _pretty_log() -> bytes:
    lines = (PICLUSTER / "picluster-run02.log").read_bytes().splitlines()
    names = {20: "DEBUG", 30: " INFO", 40: " WARN", 50: "ERROR"}
    planted: list[str] = []
    for number, text in enumerate(_texts()):
        for level, message, fields in [*_fields(text), *(_tables(text) if number % 5 == 0 else ())]:
            branch = fields.get("branch")
            about = f"repository={REPOSITORY}" + (f", branch={branch}" if branch else "")
            planted.append(f"{names[level]}: {message} ({about})")
            for name, value in fields.items():
                if name == "branch":
                    continue
                block = f'"{name}": ' + json.dumps(value, indent=2)
                planted += ["       " + line for line in block.splitlines()]
        planted += text.splitlines()
    middle = len(lines) // 2
    while lines[middle].startswith(b" " * 7):
        middle += 1
    return b"\n".join([*lines[:middle], *(line.encode() for line in planted), *lines[middle:]])


def _texts() -> list[str]:
    return [*(planted.text for planted in _planted()), *_NAMED_FORMS]


def _windows(secret: str) -> Iterator[bytes]:
    """Each run of letters of a secret that would give it away."""
    lines = [line for line in secret.splitlines() if not line.startswith("-----")]
    for line in lines:
        inner = line[_SHARED_ENDS * 2 :] if len(line) > 2 * _WINDOW + _SHARED_ENDS else line
        for start in range(len(inner) - _WINDOW + 1):
            yield inner[start : start + _WINDOW].encode()


def _found(haystack: bytes) -> set[str]:
    """The kinds of secrets that a text gives away."""
    windows = {haystack[start : start + _WINDOW] for start in range(len(haystack) - _WINDOW + 1)}
    secrets = [(each.kind, each.secret) for each in _planted()]
    secrets += [("named", NAMED), ("named in a file", NAMED_IN_FILE)]
    secrets += [("named, encoded", _base64(NAMED)), ("named, quoted", quote(NAMED, safe=""))]
    return {kind for kind, secret in secrets if any(w in windows for w in _windows(secret))}


def _content(store: Path) -> bytes:
    """The bytes of a store, its text, and what it keeps compressed."""
    parts = [path.read_bytes() for path in sorted(store.parent.glob(f"{store.name}*"))]
    with closing(sqlite3.connect(store)) as connection:
        parts += [line.encode() for line in connection.iterdump()]
        names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for (table,) in connection.execute(names).fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own name
                parts += [_unpacked(value) for value in row if isinstance(value, bytes)]
    return b"\n".join(parts)


def _unpacked(value: bytes) -> bytes:
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


@pytest.mark.parametrize("before", ["", "u:", "bot:", "x-token:"])
@pytest.mark.parametrize("after", ["", "\n", "!!"])
def test_a_named_secret_is_found_inside_base64(before: str, after: str) -> None:
    encoded = _base64(f"{before}{NAMED}{after}")
    masked = Redactor([NAMED]).redact(f"got {encoded}")
    assert "**redacted**" in masked
    assert not _found(masked.encode())


@pytest.mark.parametrize(
    "text",
    [
        "chore(deps): update dependency tough-cookie to v5.1.0",
        '"cookie": "0.7.0", "oauth": "0.10.0"',
        "update rust crate cio to v1",
        "needs oauth: see the docs",
        "docker login --password-stdin ghcr.io",
        "the signature of git@github.com was not checked: sig unknown",
        "hf_hub_download and SG.x are names",
        "ghcr.io/example/sk_live:v1",
    ],
)
def test_what_only_looks_a_little_like_a_secret_stays(text: str) -> None:
    assert Redactor().redact(text) is text


def test_there_are_two_hundred_secrets_and_all_are_in_the_logs() -> None:
    assert len(_planted()) >= 200
    kinds = {each.kind for each in _planted()} | {
        "named",
        "named in a file",
        "named, encoded",
        "named, quoted",
    }
    for log in (_json_log(), _pretty_log()):
        assert _found(log) == kinds


@pytest.mark.parametrize("log", [_json_log, _pretty_log], ids=["JSON", "pretty"])
def test_no_planted_secret_gets_into_the_store_or_is_printed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Callable[[], bytes]
) -> None:
    named = tmp_path / "secrets.txt"
    named.write_text(f"{NAMED_IN_FILE}\n\n")
    monkeypatch.setenv("RENOVATE_KIT_REDACT", str(named))
    monkeypatch.setenv("MY_PASSWORD", NAMED)
    store = tmp_path / "store.sqlite3"
    arguments = ("--redact-env", "MY_PASSWORD", "--store", store)
    stamped = b"".join(b"2026-09-07T09:00:00Z " + line + b"\n" for line in log().splitlines())
    outcome = run("ingest", "-", *arguments, stdin=stamped)
    assert outcome.exit_code == 0
    assert "1 run new" in outcome.out
    report = run("report", "weekly", "--week", "2026-W37", "--store", store)
    assert report.exit_code == 0
    printed = f"{outcome.out}{outcome.err}{report.out}{report.err}".encode()
    assert b"**redacted**" in _content(store)
    assert _found(printed) == set()
    assert _found(_content(store)) == set()


def test_each_line_alone_as_what_is_no_record_gives_nothing_away(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_PASSWORD", NAMED)
    store = tmp_path / "store.sqlite3"
    start = (PICLUSTER / "picluster-run02.log").read_bytes()
    for planted in _planted()[:: len(_planted()) // 40]:
        for line in planted.text.splitlines():
            log = line.encode() + b"\n" + start
            outcome = run("ingest", "-", "--redact-env", "MY_PASSWORD", "--store", store, stdin=log)
            assert _found((outcome.out + outcome.err).encode()) == set(), planted.kind
