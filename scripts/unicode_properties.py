"""Write data/unicode_properties.json from the tables that node-re2 carries.

Usage: unicode_properties.py NODE_RE2_FOLDER OUTPUT

node-re2 expands binary properties and script extensions into ranges of code points before RE2
sees the pattern. The tables are Unicode data; they are kept as gaps and lengths in base 36.
"""

import json
import re
import sys
from pathlib import Path

_RANGES = re.compile(r"kRanges_(\w+)\[\] = \{(.*?)\n\};", re.DOTALL)
_RANGE = re.compile(r"\{0x([0-9A-F]+), 0x([0-9A-F]+)\}")
_TABLE = re.compile(r"UnicodePropertyTable (k\w+)\[\] = \{(.*?)\n\};", re.DOTALL)
_ALIAS = re.compile(r'\{"(\w+)", kRanges_(\w+), \d+\}')
_VERSION = re.compile(r"Unicode version: ([\d.]+)")


def main() -> None:
    """Read the header, write the data file."""
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    text = (folder / "lib" / "unicode_properties.h").read_text(encoding="utf-8")
    version = _VERSION.search(text)
    tables = {name: dict(_ALIAS.findall(body)) for name, body in _TABLE.findall(text)}
    facts = {
        "re2": json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"],
        "unicode": version[1] if version else "",
        "binary": tables["kBinaryProperties"],
        "script_extensions": tables["kScriptExtensions"],
        "ranges": {name: _packed(body) for name, body in _RANGES.findall(text)},
    }
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}"
        for key, value in facts.items()
    )
    output.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def _packed(body: str) -> str:
    """Return "gap length gap length ..." in base 36, a gap counted from the last range's end."""
    numbers: list[str] = []
    end = 0
    for low, high in _RANGE.findall(body):
        numbers += [_base36(int(low, 16) - end), _base36(int(high, 16) - int(low, 16))]
        end = int(high, 16)
    return " ".join(numbers)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


if __name__ == "__main__":
    main()
