"""A run's trace: one hash for each record of level info and above.

The same run can come as JSON and as pretty text, cut off and whole. Traces of it are equal,
or one begins with the other; so a store can tell that it knows a run already.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

import msgspec

from renovate_kit.reports.sources.messages import is_level_advice
from renovate_kit.reports.sources.record import INFO, Record

__all__ = ["HASH_BYTES", "trace_of"]

HASH_BYTES: Final = 8

_ONLY_IN_JSON: Final = frozenset(
    {"name", "hostname", "pid", "level", "logContext", "msg", "time", "v", "start_time"}
)
_STACK: Final = "err"  # pretty text shows its stack raw, which can't always be told from fields
_META: Final = frozenset(
    {
        "repository",
        "baseBranch",
        "packageFile",
        "depType",
        "dependency",
        "dependencies",
        "branch",
    }
)


def trace_of(record: Record) -> bytes:
    """Return what the record adds to its run's trace: eight bytes, or none.

    The advice at the end to log at debug level adds nothing: whether it is written depends
    on the level of the log.
    """
    if record.level < INFO or is_level_advice(record.msg):
        return b""
    identity = [record.level, record.msg, _comparable(record.fields)]
    try:
        text = msgspec.json.encode(identity, order="deterministic")
    except (UnicodeEncodeError, RecursionError):
        text = record.msg.encode("utf-8", "replace")
    return blake2b(text, digest_size=HASH_BYTES).digest()


def _comparable(fields: Mapping[str, object]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for name, value in fields.items():
        if name in _ONLY_IN_JSON or name == _STACK:
            continue
        if name not in _META:
            kept[name] = value
        elif value:  # pretty text leaves out what JavaScript takes for false
            kept[name] = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return kept
