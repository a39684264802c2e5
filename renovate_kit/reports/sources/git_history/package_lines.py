"""Lines of package files that have both name and value."""

import re
from typing import Final

from renovate_kit.reports.sources.git_history.declaration import Declared, Place, is_version

__all__ = ["any_version", "package"]

_JSON: Final = re.compile(
    r"\s*\"(?P<name>[@\w./:-]{1,214})\"\s{0,9}:\s{0,9}\"(?P<value>[^\"]{1,300})\",?\s*"
)
_TOML: Final = re.compile(
    r"\s*[\"']?(?P<name>[@\w./:-]{1,214})[\"']?\s{0,9}=\s{0,9}"
    r"(?:\{.{0,200}?\bversion\s{0,9}=\s{0,9})?[\"'](?P<value>[^\"']{1,200})[\"'].{0,300}"
)
_MODULE: Final = re.compile(
    r".{0,100}\bmodule\s{0,9}=\s{0,9}[\"'](?P<name>[\w.-]{1,200}:[\w.-]{1,200})[\"'].{0,100}?"
    r"\bversion\s{0,9}=\s{0,9}[\"'](?P<value>[^\"']{1,100})[\"'].{0,100}"
)
_PYTHON: Final = re.compile(
    r"\s*[\"']?(?P<name>[A-Za-z0-9][\w.-]{0,213})(?:\[[\w, -]{1,200}\])?\s{0,9}"
    r"(?P<value>(?:===?|~=|>=|<=|!=|<|>)[^;\"'#\\@]{1,200}?)\s{0,9}(?:[;\"'#\\].{0,1500})?"
)
_GO_MOD: Final = re.compile(
    r"\s*(?:require\s{1,9})?(?P<name>[\w.-]{1,100}(?:/[\w.~-]{1,100}){1,12})\s{1,9}"
    r"(?P<value>v\d[\w.+-]{0,100})(?:\s{1,9}//.{0,100})?"
)
_GO: Final = re.compile(r"(?P<name>go|toolchain)\s{1,9}(?:go)?(?P<value>\d[\w.]{0,30})")
_TOOL: Final = re.compile(
    r"\s*(?P<name>[a-z][\w./:-]{0,100})\s{1,20}(?P<value>v?\d\S{0,60})(?:\s.{0,100})?"
)
_NUGET: Final = re.compile(
    r".{0,200}\b(?:Include|Update|id)=\"(?P<name>[\w.-]{1,200})\".{0,200}?"
    r"\b[vV]ersion=\"(?P<value>[^\"]{1,100})\".{0,200}"
)
_GRADLE: Final = re.compile(
    r".{0,300}?[\"'](?P<name>[\w.-]{1,200}:[\w.-]{1,200}):(?P<value>v?\d[\w.+-]{0,100})(?:@\w{1,9})?[\"'].{0,300}"
)
_PLUGIN: Final = re.compile(
    r".{0,50}?\b(?:id|kotlin)[ (]{1,3}[\"'](?P<name>[\w.-]{1,200})[\"']\)?\s{1,9}version\s{1,9}"
    r"[\"'](?P<value>[^\"']{1,100})[\"'].{0,100}"
)
_GEM: Final = re.compile(
    r"\s*(?:gem|pod)\s{1,9}[\"'](?P<name>[\w./-]{1,200})[\"'],\s{0,9}[\"'](?P<value>[^\"']{1,100})[\"'].{0,300}"
)
_MIX: Final = re.compile(r"\s*\{:(?P<name>\w{1,200}), {1,9}\"(?P<value>[^\"]{1,100})\".{0,200}")
_YAML: Final = re.compile(
    r"\s*(?P<name>[\w.-]{1,200}):\s{1,9}[\"']?(?P<value>[\^~]?\d[\w.+-]{0,100})[\"']?\s*"
)
_WRAPPER: Final = re.compile(
    r"distributionUrl=.{0,200}?/(?P<name>gradle)-(?P<value>\d[\w.-]{0,30}?)-(?:bin|all)\.zip"
)
_ADDRESS: Final = re.compile(
    r"github\.com[/:](?P<name>[\w.-]{1,100}/[\w.-]{1,100}?)(?:\.git)?"
    r"(?:/{1,2}[\w./-]{0,200}?)?(?:/(?:download|tags|tag|tree|blob|archive|refs/tags)/|[?&]ref=)"
    r"(?P<value>v?\d[\w.+-]{0,60}?)(?=\.tar|\.zip|\.tgz|[/\"'\s&]|$)"
)
_TOKEN: Final = re.compile(
    r"(?<![\w.])v?\d{1,9}(?:\.\d{1,9}){1,4}(?:[-+][0-9A-Za-z][0-9A-Za-z.-]{0,60})?"
)
_RUNNER: Final = re.compile(
    r"\s*runs-on:\s{0,9}[\[\"']?(?P<name>ubuntu|windows|macos)-(?P<value>\d[\d.]{0,10})[\]\"']?\s*"
)
_VERSION_FILES: Final = {
    ".nvmrc": "node",
    ".node-version": "node",
    ".python-version": "python",
    ".ruby-version": "ruby",
    ".go-version": "go",
    ".terraform-version": "hashicorp/terraform",
    ".opentofu-version": "opentofu",
    ".bazelversion": "bazel",
    ".bun-version": "bun",
}
_NO_DEPENDENCY: Final = frozenset({"version", "$schema", "requires-python", "name"})
_BY_NAME: Final = {
    "go.mod": (_GO_MOD, _GO),
    ".tool-versions": (_TOOL,),
    "Gemfile": (_GEM,),
    "Podfile": (_GEM,),
    "mix.exs": (_MIX,),
    "pubspec.yaml": (_YAML,),
    "gradle-wrapper.properties": (_WRAPPER,),
    "requirements.yml": (),
}
_BY_ENDING: Final = (
    (".json", (_JSON,)),
    (".jsonc", (_JSON,)),
    (".toml", (_MODULE, _PYTHON, _TOML)),
    ((".txt", ".in", ".cfg"), (_PYTHON,)),
    ("setup.py", (_PYTHON,)),
    ("Pipfile", (_TOML,)),
    ((".csproj", ".props", ".targets", ".fsproj", "packages.config"), (_NUGET,)),
    ((".gradle", ".kts", ".sbt"), (_PLUGIN, _GRADLE)),
)


def package(place: Place) -> Declared | None:
    """Read a line of a package file, in the form that the file's name tells."""
    if name := _VERSION_FILES.get(place.file):
        value = place.text.strip()
        return Declared(name=name, value=value) if is_version(value) else None
    for pattern in _patterns(place.file):
        match = pattern.fullmatch(place.text)
        if match and _is_one(match["name"], match["value"].strip()):
            return _named(match["name"], match["value"].strip())
    match = _RUNNER.fullmatch(place.text) or _ADDRESS.search(place.text)
    return Declared(name=match["name"], value=match["value"]) if match else None


def _patterns(file: str) -> tuple[re.Pattern[str], ...]:
    if file in _BY_NAME:
        return _BY_NAME[file]
    return next((patterns for ending, patterns in _BY_ENDING if file.endswith(ending)), ())


def _is_one(name: str, value: str) -> bool:
    return name.lower() not in _NO_DEPENDENCY and (is_version(value) or name == "packageManager")


def _named(name: str, value: str) -> Declared:
    if name == "packageManager":
        manager, _, version = value.partition("@")
        return Declared(name=manager, value=version.partition("+")[0])
    if name == "toolchain":
        name = "go"
    # An alias: `npm:real-name@1.2.3`.
    return Declared(name=name, value=value.rpartition("@")[2] if "npm:" in value else value)


def any_version(place: Place) -> list[Declared]:
    """Return all versions of a line, which goes by what is left of it without them."""
    left = _TOKEN.sub("\0", place.text).strip()
    return [
        Declared(name=f"{number}:{left}", value=match[0], sure=False)
        for number, match in enumerate(_TOKEN.finditer(place.text))
    ]
