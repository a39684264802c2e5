"""Write options/history.json: which of some older releases of Renovate had which option.

Usage: option_history.py PACKAGE...

PACKAGE is the folder of an unpacked npm package, without its dependencies:

    npm pack renovate@41 && mkdir 41 && tar -xzf renovate-41.*.tgz -C 41
    .venv/bin/python scripts/option_history.py 41/package ...

The last release of each major tells most. The releases of which this project ships a catalogue
are added by themselves. Only names are read, from the text of the packages' modules: nothing is
executed, and nothing else of Renovate's is written.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from renovate_kit.config.options import load_catalogue, releases
from renovate_kit.config.options.history import HISTORY_FILE
from renovate_kit.config.options.layout import version_key

_LIST = re.compile(r"^const options = \[\n(.*?)^\];", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^(?:\t\t| {8})(name|env): (?:['\"]([\w-]+)['\"]|(\w+)),?$", re.MULTILINE)
_CAPITAL = re.compile(r"([A-Z])")

Names = Mapping[str, str | None]
"""Options, and the environment variable that sets each of them."""


def main() -> None:
    """Read the packages and the catalogues, and write the table."""
    known = {version: _shipped(version) for version in releases()}
    for argument in sys.argv[1:]:
        package = Path(argument)
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
        known.setdefault(version, _packaged(package / "dist"))
    versions = sorted(known, key=version_key)
    rows = []
    for name in sorted({name for names in known.values() for name in names}):
        there = "".join(str(int(name in known[version])) for version in versions)
        latest = next(known[version] for version in reversed(versions) if name in known[version])
        row = json.dumps([there, latest[name]], separators=(",", ":"))
        rows.append(f"{json.dumps(name)}:{row}")
    head = f'{{"releases":{json.dumps(versions, separators=(",", ":"))},\n"options":{{\n'
    HISTORY_FILE.write_text(head + ",\n".join(rows) + "\n}}\n", encoding="utf-8")


def _shipped(version: str) -> Names:
    return {name: option.env for name, option in load_catalogue(version).options.items()}


def _packaged(dist: Path) -> Names:
    options = _LIST.search((dist / "config/options/index.js").read_text(encoding="utf-8"))
    if options is None:
        message = f"{dist}: its list of options is written otherwise than this script expects"
        raise SystemExit(message)
    names: dict[str, str | None] = {}
    name = ""
    for key, text, word in _FIELD.findall(options[1]):
        if key == "name":
            name = text
            names[name] = _variable(name)
        else:
            names[name] = None if word == "false" else text
    return {**names, **{manager: _variable(manager) for manager in _managers(dist)}}


def _managers(dist: Path) -> Iterator[str]:
    """Yield the managers: each of them is an option too."""
    for pattern in ("*/index.js", "custom/*/index.js"):
        for module in (dist / "modules/manager").glob(pattern):
            if module.parent.name != "custom":
                yield module.parent.name


def _variable(option: str) -> str:
    return "RENOVATE_" + _CAPITAL.sub(r"_\1", option).upper()


if __name__ == "__main__":
    main()
