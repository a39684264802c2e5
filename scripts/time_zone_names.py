"""Write data/time_zones.json: every zone name that a Node accepts.

Usage: time_zone_names.py NODE OUTPUT

Intl.supportedValuesOf() lists only the canonical names. The accepted ones are found by trying
every string inside the Node binary that looks like a name (ICU's own list is among them),
together with the names that Python knows.
"""

import json
import mmap
import re
import subprocess
import sys
import zoneinfo
from pathlib import Path

_NAME = rb"[A-Za-z][A-Za-z0-9_+\-/]{1,39}"
_NARROW = re.compile(_NAME)
_WIDE = re.compile(rb"(?:[A-Za-z]\x00)(?:[A-Za-z0-9_+\-/]\x00){1,39}")

_TRY = """
const accepted = [];
for (const name of require("fs").readFileSync(0, "utf8").split("\\n")) {
  try { new Intl.DateTimeFormat("en-US", { timeZone: name }); accepted.push(name); } catch {}
}
const { node, icu, tz } = process.versions;
console.log(JSON.stringify({ node, icu, tzdata: tz, names: accepted }));
"""


def main() -> None:
    """Collect the candidates, try them, write the data file."""
    node, output = Path(sys.argv[1]), Path(sys.argv[2])
    candidates = sorted(zoneinfo.available_timezones() | _strings(node))
    answer = subprocess.run(  # noqa: S603 - the Node given on the command line
        [node, "-e", _TRY], input="\n".join(candidates), capture_output=True, text=True, check=True
    )
    facts = json.loads(answer.stdout)
    # Node ignores case, so the binary can hold a name in several spellings. Python's list
    # decides where it knows the name, else the spelling with the earliest capital.
    known = {name.lower(): name for name in zoneinfo.available_timezones()}
    spellings: dict[str, str] = {}
    for name in sorted(facts.pop("names")):
        spellings.setdefault(name.lower(), known.get(name.lower(), name))
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in facts.items()]
    lines.append(f'"names": {json.dumps(sorted(spellings.values()), separators=(",", ":"))}')
    output.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _strings(binary: Path) -> set[str]:
    with binary.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        narrow = {match[0] for match in _NARROW.finditer(data)}
        wide = {match[0][::2] for match in _WIDE.finditer(data)}
    # A length byte or a neighbour can cling to a string of a resource bundle.
    cut = {name[1:] for name in narrow | wide} | {name[:-1] for name in narrow | wide}
    return {
        name.decode("ascii") for name in narrow | wide | cut if name[:1].isalpha() and len(name) > 1
    }


if __name__ == "__main__":
    main()
