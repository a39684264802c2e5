"""A defect is found at the line and column at which it stands, however the text is laid out."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.subject import ConfigKind

CONFIG: dict[str, Any] = {
    "extends": ["config:recommended", ":label(renovate)"],
    "kubernetes": {"managerFilePatterns": ["/\\.yaml$/"]},
    "packageRules": [
        {"matchUpdateTypes": ["minor", "patch"], "automerge": True},
        {"matchPackageNames": ["fluxcd/**"], "groupName": "flux", "major": {"enabled": False}},
    ],
    "hostRules": [{"matchHost": "ghcr.io", "timeout": 2000}],
    "vulnerabilityAlerts": {"labels": ["security"]},
}
OBJECTS: tuple[tuple[str | int, ...], ...] = (
    (),
    ("kubernetes",),
    ("packageRules", 0),
    ("packageRules", 1),
    ("hostRules", 0),
    ("vulnerabilityAlerts",),
)
DEFECTS = (
    # key, value, code, whether the value is marked
    ("zzUnknown", 1, "RK101", False),
    ("dependencyDashboard", "maybe", "RK102", True),
    ("gitFs", True, "RK103", False),
    ("schedule", ["every blue moon"], "RK201", True),
    ("timezone", "Mars/Olympus", "RK202", True),
    ("commitBody", "{{#if x}}", "RK207", True),
)


def laid_out(value: object, source: st.DataObject) -> str:
    """Return JSON with comments, line breaks and blanks wherever they may stand."""
    gap = source.draw(st.sampled_from(["", " ", "\n", "\n\t", "\r\n  ", " // note\n", "/* ü */ "]))
    if isinstance(value, dict):
        members = (
            f"{gap}{json.dumps(key)}{gap}:{gap}{laid_out(member, source)}"
            for key, member in value.items()
        )
        return "{" + ",".join(members) + gap + "}"
    if isinstance(value, list):
        return "[" + ",".join(gap + laid_out(item, source) for item in value) + gap + "]"
    return json.dumps(value)


@given(data=st.data(), where=st.sampled_from(OBJECTS), defect=st.sampled_from(DEFECTS))
def test_a_planted_defect_is_found_where_it_stands(
    data: st.DataObject,
    where: tuple[str | int, ...],
    defect: tuple[str, Any, str, bool],
) -> None:
    key, value, code, is_value_marked = defect
    config: Any = json.loads(json.dumps(CONFIG))
    target = config
    for part in where:
        target = target[part]
    target[key] = value
    text = laid_out(config, data)

    checked = check_bytes(
        text.encode(), path="renovate.json", kind=ConfigKind.REPO, catalogue=load_catalogue()
    )

    (found,) = (item for item in checked.diagnostics if item.code == code)
    start = text.index(json.dumps(key))
    if is_value_marked:
        marked = value[0] if isinstance(value, list) else value
        start = text.index(json.dumps(marked), start)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    assert (found.place.line, found.place.column) == (line, column)
    assert found.pointer.split(".")[-1].partition("[")[0] == key
