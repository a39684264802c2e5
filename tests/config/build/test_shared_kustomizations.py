import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.build.shared_kustomizations import with_resource
from renovate_kit.errors import InputError
from tests.config.build.deployments import data_of

HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"


def changed(rest: str) -> str:
    return with_resource(HEAD + rest, "renovate", "kustomization.yaml").removeprefix(HEAD)


@pytest.mark.parametrize("text", [None, "", "\n"])
def test_without_a_kustomization_one_is_made(text: str | None) -> None:
    assert with_resource(text, "renovate", "x") == f"{HEAD}resources:\n  - renovate\n"


@pytest.mark.parametrize(
    "rest",
    [
        "resources:\n- renovate\n",
        "resources: [a, renovate]",
        "resources:\n  - ./renovate/ # ours\n",
    ],
)
def test_what_is_there_already_changes_nothing(rest: str) -> None:
    assert changed(rest) == rest


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("resources:\n  - a\n", "resources:\n  - a\n  - renovate\n"),
        ("resources:\n- a\n- b # c\n# d\n", "resources:\n- a\n- b # c\n- renovate\n# d\n"),
        ("resources:\n  - a", "resources:\n  - a\n  - renovate"),
        (
            "resources:\n  - 'a' # why\npatches: []\n",
            "resources:\n  - 'a' # why\n  - renovate\npatches: []\n",
        ),
        ("resources: [a, b] # c\n", "resources: [a, b, renovate] # c\n"),
        ("resources: []\n", "resources:\n  - renovate\n"),
        ("resources:\nnamespace: x\n", "resources:\n  - renovate\nnamespace: x\n"),
        ("resources: # none yet\n", "resources:\n  - renovate # none yet\n"),
        ("namespace: x", "namespace: x\nresources:\n  - renovate\n"),
        ("resources:\r\n  - a\r\n", "resources:\r\n  - a\r\n  - renovate\r\n"),
    ],
)
def test_one_line_is_added_and_all_else_stays(rest: str, expected: str) -> None:
    assert changed(rest) == expected


@pytest.mark.parametrize(
    "text",
    [
        "kind: Kustomization\nresources: a\n",
        "kind: Kustomization\nresources: {}\n",
        "kind: Deployment\n",
        "- a\n",
        "kind: Kustomization\n---\nkind: Kustomization\n",
        "kind: Kustomization\n? resources\n: - a\n: [",
    ],
)
def test_what_is_no_kustomization_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="kustomization"):
        with_resource(text, "renovate", "kustomization.yaml")


names = st.text("abcdefghij-", min_size=1, max_size=8).filter(lambda name: name.strip("-"))


@given(
    st.lists(names.map(lambda name: f"x{name}"), max_size=4, unique=True),
    st.sampled_from(["  - ", "- ", "    -   "]),
    st.sampled_from(["", " # why", "  "]),
    st.booleans(),
)
def test_the_entry_comes_last_whatever_the_layout(
    present: list[str],
    dash: str,
    tail: str,
    is_flow: bool,  # noqa: FBT001 - drawn
) -> None:
    if is_flow:
        rest = f"resources: [{', '.join(present)}]{tail}\n"
    else:
        rest = "resources:\n" + "".join(f"{dash}{name}{tail}\n" for name in present)

    text = with_resource(HEAD + rest, "renovate", "kustomization.yaml")

    assert data_of(text)["resources"] == [*present, "renovate"]
    assert with_resource(text, "renovate", "kustomization.yaml") == text
