import pytest

from renovate_kit.config.build.reconciling import abandoned, reconciled
from renovate_kit.config.build.secret import (
    SecretState,
    plain_secret,
    recipients_of,
    secret_command,
    state_of,
)
from renovate_kit.config.build.tree import BuiltTree, build_tree
from renovate_kit.errors import InputError
from tests.config.build.deployments import AGE, BASE, data_of, settings

SECRET = f"{BASE}/renovate-container-env.yaml"
SHARED = "infrastructure/controllers/base/kustomization.yaml"
ENCRYPTED = """\
apiVersion: v1
kind: Secret
metadata:
  name: renovate-container-env
data:
  RENOVATE_TOKEN: ENC[AES256_GCM,data:MwJu,iv:dyHQ,tag:lYtd,type:str]
sops:
  age: []
  version: 3.10.2
"""
PLAIN = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\nstringData:\n  RENOVATE_TOKEN: abc\n"


def tree() -> BuiltTree:
    return build_tree(settings(), settings_file="renovate-kit.yaml")


def test_in_an_empty_folder_everything_is_as_built() -> None:
    assert reconciled(tree(), {}) == tree().files


def test_an_encrypted_secret_stays() -> None:
    assert reconciled(tree(), {SECRET: ENCRYPTED})[SECRET] == ENCRYPTED


@pytest.mark.parametrize(
    "text", [PLAIN, f"{PLAIN}sops: {{}}\n", ENCRYPTED.replace("ENC[", "["), "{", "a: 1\n"]
)
def test_a_secret_in_plain_text_is_refused_with_the_command(text: str) -> None:
    with pytest.raises(InputError) as error:
        reconciled(tree(), {SECRET: text})

    assert SECRET in error.value.message
    assert (
        f"sops --encrypt --in-place --age {AGE} --encrypted-regex '^(data|stringData)$' {SECRET}"
        in (error.value.hint)
    )
    assert "abc" not in error.value.message + error.value.hint


def test_a_placeholder_is_brought_up_to_date() -> None:
    assert reconciled(tree(), {SECRET: "# an old one\n\n"})[SECRET] == tree().files[SECRET]


def test_a_shared_kustomization_keeps_what_others_put_there() -> None:
    text = "kind: Kustomization\nresources:\n  - linkding # mine\n"

    assert reconciled(tree(), {SHARED: text})[SHARED] == f"{text}  - renovate\n"


def test_a_generated_file_is_replaced() -> None:
    path = f"{BASE}/cronjob.yaml"

    assert reconciled(tree(), {path: "changed by hand\n"})[path] == tree().files[path]


def test_what_is_built_no_more_is_told_and_what_people_added_is_not() -> None:
    marked = "# Written by `renovate-kit build` from x.yaml: changes made here are lost.\n"
    present = {f"{BASE}/resourcequota.yaml": marked, f"{BASE}/mine.yaml": "kind: X\n"}

    assert abandoned(tree(), present | dict(tree().files)) == (f"{BASE}/resourcequota.yaml",)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (None, SecretState.ABSENT),
        ("", SecretState.ABSENT),
        ("---\n# a\n", SecretState.ABSENT),
        (ENCRYPTED, SecretState.ENCRYPTED),
        (PLAIN, SecretState.PLAIN),
        (ENCRYPTED.split("data:", maxsplit=1)[0] + "sops: {version: 1}\n", SecretState.PLAIN),
    ],
)
def test_what_the_file_of_the_secret_is(text: str | None, state: SecretState) -> None:
    assert state_of(text) is state


def test_the_plain_secret_has_all_keys() -> None:
    deployment = settings(secret={"age": [AGE], "keys": ["RENOVATE_TOKEN", "DOCKER"]})
    data = data_of(plain_secret(deployment, {"RENOVATE_TOKEN": "1", "DOCKER": "x: y", "Z": "z"}))

    assert data["stringData"] == {"RENOVATE_TOKEN": "1", "DOCKER": "x: y"}
    assert data["metadata"]["namespace"] == "renovate"


def test_the_command_is_whole() -> None:
    assert secret_command(settings(), [AGE], "a b.yaml") == (
        "kubectl create secret generic renovate-container-env --namespace renovate"
        ' --from-literal=RENOVATE_TOKEN="$RENOVATE_TOKEN" --dry-run=client --output=yaml'
        f" | grep -v creationTimestamp | sops --encrypt --age {AGE}"
        " --encrypted-regex '^(data|stringData)$'"
        " --input-type yaml --output-type yaml /dev/stdin > 'a b.yaml'"
    )


@pytest.mark.parametrize(
    ("rules", "recipients"),
    [
        (f"- path_regex: .*.yaml\n  age: {AGE}", (AGE,)),
        (f"- path_regex: clusters/\n  age: x\n- age: '{AGE},\n    age1b'", (AGE, "age1b")),
        (f"- age: [{AGE}, age1b]", (AGE, "age1b")),
        ("- path_regex: nothing\n  age: x", ()),
        ("- path_regex: '('\n  age: x", ()),
        ("- pgp: x", ()),
        ("[]", ()),
    ],
)
def test_recipients_come_from_the_first_rule_that_fits(
    rules: str, recipients: tuple[str, ...]
) -> None:
    assert recipients_of(f"creation_rules:\n{rules}\n", SECRET) == recipients


@pytest.mark.parametrize("text", ["", "- a\n", "{", "creation_rules: [1, {path_regex: 2}]\n"])
def test_a_strange_sops_config_names_nobody(text: str) -> None:
    assert recipients_of(text, SECRET) == ()
