from pathlib import Path

import pytest

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.sops import (
    SecretState,
    plain_values,
    secret_state,
    sops_block,
)
from renovate_kit.config.deployment.sops_rules import (
    SopsRule,
    is_selected,
    recipient_difference,
    sops_rule_for,
    uncovered_values,
)
from renovate_kit.config.document.located import LocatedValue
from tests.config.deployment.clusters import deployment, manifest

HIDDEN = "ENC[AES256_GCM,data:abc=,iv:def=,tag:ghi=,type:str]"
ALICE = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq"
BOB = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


def secret(data: str, more: str = "", kind: str = "Secret") -> LocatedValue:
    return manifest(f"apiVersion: v1\nkind: {kind}\nmetadata: {{name: x}}\n{data}\n{more}\n")


def encrypted(more: str = "") -> LocatedValue:
    return secret(
        f'stringData:\n  RENOVATE_TOKEN: "{HIDDEN}"\n{more}',
        f"sops:\n  age:\n    - recipient: {ALICE}\n      enc: x\n"
        f'  lastmodified: "2025-07-14T14:33:10Z"\n  mac: "{HIDDEN}"\n'
        "  encrypted_regex: ^(data|stringData)$\n  version: 3.10.2",
    )


@pytest.mark.parametrize(
    ("item", "state"),
    [
        (secret("stringData: {RENOVATE_TOKEN: hunter2}"), SecretState.PLAIN),
        (secret("data: {RENOVATE_TOKEN: aHVudGVyMg==}"), SecretState.PLAIN),
        (secret("stringData: {RENOVATE_TOKEN: ''}"), SecretState.EMPTY),
        (secret("type: Opaque"), SecretState.EMPTY),
        (secret("data:"), SecretState.EMPTY),
        (secret("stringData: {RENOVATE_TOKEN: <your token>}"), SecretState.PLACEHOLDER),
        (secret("stringData: {RENOVATE_TOKEN: changeme}"), SecretState.PLACEHOLDER),
        (secret("data: {RENOVATE_TOKEN: Y2hhbmdlbWU=}"), SecretState.PLACEHOLDER),
        (secret("stringData: {RENOVATE_TOKEN: '${RENOVATE_TOKEN}'}"), SecretState.PLACEHOLDER),
        (secret("stringData: {RENOVATE_TOKEN: replace-me}"), SecretState.PLACEHOLDER),
        (encrypted(), SecretState.ENCRYPTED),
        (encrypted("  RENOVATE_USERNAME: bot"), SecretState.PARTLY_ENCRYPTED),
        (secret("data: {RENOVATE_TOKEN: RU5DW0FFUzI1Nl9HQ00sZGF0YTo=}"), SecretState.ENCRYPTED),
        (secret("x: 1", kind=f'"{HIDDEN}"'), SecretState.ENCRYPTED),
        (secret("spec: {encryptedData: {A: x}}", kind="SealedSecret"), SecretState.SEALED),
        (secret("spec: {}", kind="ExternalSecret"), SecretState.EXTERNAL),
        (secret("spec: {}", kind="OnePasswordItem"), SecretState.EXTERNAL),
    ],
)
def test_what_can_be_read_in_a_secret(item: LocatedValue, state: SecretState) -> None:
    assert secret_state(item) is state


def test_a_secret_of_an_encrypted_env_file_holds_what_sops_noted_too() -> None:
    noted = f"  sops_mac: {HIDDEN}\n  sops_version: My4xMC4y"
    item = secret(f"data:\n  RENOVATE_TOKEN: RU5DW0FFUzI1Nl9HQ00sZGF0YTo=\n{noted}")
    assert secret_state(item) is SecretState.ENCRYPTED
    assert plain_values(item) == ()
    found = deployment(
        "kind: Pod\nmetadata: {name: x}\nspec: {containers: [{image: renovate, "
        "envFrom: [{secretRef: {name: x}}]}]}",
        f"kind: Secret\nmetadata: {{name: x}}\ndata:\n  A: RU5DW0FFUzI1Ng==\n{noted}",
    )
    assert set(found.environment) == {"A"}
    assert found.environment["A"].is_encrypted


def test_the_values_that_sops_left_as_they_are() -> None:
    (value,) = plain_values(encrypted("  RENOVATE_USERNAME: bot\n  EMPTY: ''"))
    assert value.content == "bot"


def test_what_sops_noted() -> None:
    block = sops_block(encrypted())
    assert block is not None
    assert {kind: [each.content for each in found] for kind, found in block.recipients.items()} == {
        "age": [ALICE]
    }
    assert (block.has_mac, block.last_modified, block.version) == (
        True,
        "2025-07-14T14:33:10Z",
        "3.10.2",
    )
    assert block.selectors == {"encrypted_regex": "^(data|stringData)$"}


def test_recipients_of_all_kinds_and_groups() -> None:
    block = sops_block(
        secret(
            "data: {}",
            f"""
sops:
  pgp: [{{fp: 4988A3C9}}]
  kms: [{{arn: "arn:aws:kms:eu:1:key/x"}}]
  azure_kv: [{{vault_url: "https://v.example/", name: k, version: "1"}}]
  key_groups:
    - age: [{{recipient: {BOB}}}]
""",
        )
    )
    assert block is not None
    found = {
        kind: [each.content for each in each_kind] for kind, each_kind in block.recipients.items()
    }
    assert found == {
        "age": [BOB],
        "pgp": ["4988A3C9"],
        "kms": ["arn:aws:kms:eu:1:key/x"],
        "azure_kv": ["https://v.example/k/1"],
    }
    assert not block.has_mac


def test_an_object_without_a_block_is_not_of_sops() -> None:
    assert sops_block(secret("data: {}", "sops: null")) is None


@pytest.mark.parametrize(
    ("path", "selectors", "expected"),
    [
        (("data", "A"), {}, True),
        (("data", "A_unencrypted"), {}, False),
        (("data", "A"), {"encrypted_regex": "^(data|stringData)$"}, True),
        (("stringData", "A"), {"encrypted_regex": "^data$"}, False),
        (("stringData", "TOKEN"), {"encrypted_regex": "TOKEN"}, True),
        (("data", "A"), {"unencrypted_regex": "^(kind|metadata)$"}, True),
        (("data", "A"), {"unencrypted_regex": "^data$"}, False),
        (("data", "A_secret"), {"encrypted_suffix": "_secret"}, True),
        (("data", "A"), {"encrypted_suffix": "_secret"}, False),
        (("data", "A"), {"encrypted_regex": "("}, False),
    ],
)
def test_which_values_sops_encrypts(
    path: tuple[str, ...],
    selectors: dict[str, str],
    *,
    expected: bool,
) -> None:
    assert is_selected(path, selectors) is expected


def test_the_values_that_a_rule_does_not_cover() -> None:
    item = secret("data: {A: eA==}\nstringData: {B: y, C: ''}")
    uncovered = uncovered_values(item, {"encrypted_regex": "^data$"})
    assert [value.content for value in uncovered] == ["y"]


class TestRules:
    def rule(
        self, top: Path, files: dict[str, str], at: str = "a/b/secret.yaml"
    ) -> SopsRule | None:
        for name, text in {at: "kind: Secret\ndata: {A: eA==}\n", **files}.items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(text)
        checkout = Checkout(top=top.resolve(), shown_from=top.resolve())
        read = checkout.manifests(top.resolve() / at)
        assert not isinstance(read, Unread)
        return sops_rule_for(read.manifests[0], checkout)

    def test_the_first_that_applies_in_the_nearest_file_counts(self, tmp_path: Path) -> None:
        rule = self.rule(
            tmp_path,
            {
                ".sops.yaml": "creation_rules: [{age: nobody}]",
                "a/.sops.yaml": (
                    "creation_rules:\n"
                    "  - {path_regex: '^c/', age: x}\n"
                    f"  - {{path_regex: '^b/.*\\.yaml$', age: '{ALICE},{BOB}'}}\n"
                    "  - {age: y}\n"
                ),
            },
        )
        assert rule is not None
        assert (rule.path, rule.is_above) == ("a/.sops.yaml", True)
        assert [each.content for each in rule.recipients["age"]] == [ALICE, BOB]

    def test_no_rule_applies(self, tmp_path: Path) -> None:
        assert self.rule(tmp_path, {}) is None
        files = {".sops.yaml": "creation_rules: [{path_regex: prod, age: x}]"}
        assert self.rule(tmp_path, files) is None

    def test_the_only_file_in_the_checkout_counts_where_none_is_above(self, tmp_path: Path) -> None:
        rule = self.rule(
            tmp_path,
            {
                "clusters/.sops.yaml": (
                    "creation_rules:\n"
                    "  - path_regex: .*.yaml\n"
                    "    encrypted_regex: ^(data)$\n"
                    f"    key_groups: [{{age: [{ALICE}]}}]\n"
                )
            },
        )
        assert rule is not None
        assert (rule.path, rule.is_above) == ("clusters/.sops.yaml", False)
        assert [each.content for each in rule.recipients["age"]] == [ALICE]
        assert rule.selectors["encrypted_regex"].content == "^(data)$"

    def test_a_file_outside_of_the_checkout_is_not_looked_at(self, tmp_path: Path) -> None:
        (tmp_path / ".sops.yaml").write_text("creation_rules: [{age: x}]")
        assert self.rule(tmp_path / "checkout", {}) is None

    @pytest.mark.parametrize(
        "text", ["- a", "creation_rules: x", "creation_rules: [1, [], null]", "{", "a: &a [*a]"]
    )
    def test_a_strange_file_has_no_rule(self, tmp_path: Path, text: str) -> None:
        assert self.rule(tmp_path, {".sops.yaml": text}) is None

    def test_for_whom_a_file_is_encrypted_other_than_by_its_rule(self, tmp_path: Path) -> None:
        rule = self.rule(tmp_path, {".sops.yaml": f"creation_rules: [{{age: {BOB}}}]"})
        block = sops_block(encrypted())
        assert rule is not None
        assert block is not None
        difference = recipient_difference(block, rule)
        assert difference is not None
        assert [each.content for each in difference.missing] == [BOB]
        assert [each.content for each in difference.extra] == [ALICE]

    def test_the_same_recipients_are_no_difference(self, tmp_path: Path) -> None:
        rule = self.rule(tmp_path, {".sops.yaml": f"creation_rules: [{{age: [{ALICE}]}}]"})
        block = sops_block(encrypted())
        assert rule is not None
        assert block is not None
        assert recipient_difference(block, rule) is None


@pytest.mark.shared
def test_the_first_users_secret_is_encrypted_for_whom_its_rule_says(shared: Path) -> None:
    top = (shared / "pi-cluster").resolve()
    checkout = Checkout(top=top, shown_from=top)
    file = top / "infrastructure/controllers/base/renovate/renovate-container-env.yaml"
    read = checkout.manifests(file)
    assert not isinstance(read, Unread)
    (item,) = read.manifests
    rule, block = sops_rule_for(item, checkout), sops_block(item)
    assert secret_state(item) is SecretState.ENCRYPTED
    assert rule is not None
    assert block is not None
    assert recipient_difference(block, rule) is None
    assert uncovered_values(item, block.selectors) == ()
