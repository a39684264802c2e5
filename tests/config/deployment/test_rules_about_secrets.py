from dataclasses import replace
from pathlib import Path

import pytest

from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.rules import all_deployment_rules
from renovate_kit.config.deployment.variable_examples import (
    with_arguments,
    with_config_map,
    with_secret,
    with_variables,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.edits import apply_edits
from renovate_kit.redaction import redact
from tests.config.deployment.clusters import deployment, with_container
from tests.config.deployment.rule_runs import all_texts, found_by, marked, subject_of

TOKEN = "glpat-" + "aB3dE5fG7hJ9kL1mN2pQ"
PHRASE = "correct horse battery"
ENCRYPTED = "ENC[AES256_GCM,data:a1b2,iv:c3,tag:d4,type:str]"
SOPS = "sops:\n  age:\n    - recipient: age1ours\n      enc: x\n  mac: ENC[x]\n"
SECRET = f"""\
apiVersion: v1
kind: Secret
metadata:
  creationTimestamp: null
  name: renovate-env
stringData:
  RENOVATE_TOKEN: {ENCRYPTED}
  RENOVATE_AUTODISCOVR: {ENCRYPTED}
{SOPS}"""
OF_THE_OBJECT = "envFrom:\n  - secretRef:\n      name: renovate-env"


@pytest.mark.parametrize("secret", [TOKEN, PHRASE])
@pytest.mark.parametrize(
    "text",
    [
        with_variables("RENOVATE_TOKEN=@", "RENOVATE_PLATFORM=gitlab"),
        with_variables("RENOVATE_PASSWORD=@", "RENOVATE_TOKN=@", "RENOVATE_HOST_RULES=@"),
        with_variables("RENOVATE_TOKEN= @ "),
        with_config_map("RENOVATE_TOKEN: '@'\nRENOVATE_GIT_PRIVATE_KEY: '@'"),
        with_config_map("RENOVATE_TOKEN: a", variables="- name: RENOVATE_TOKEN\n  value: '@'"),
        with_secret("RENOVATE_TOKEN: '@'\nRENOVATE_AUTODISCOVER: '@'\nLOG_LEVEL: '@'"),
        with_secret("RENOVATE_ENDPOINT: '@'\nRENOVATE_PLATFORM: '@'\nLOG_FILE: '@'"),
        with_arguments("--token=@", "--password", "@"),
        with_arguments("--tokn=@", "--aliases=@", "--git-private-ky=@", "--host-rules=@"),
    ],
)
def test_no_rule_says_a_secret(text: str, secret: str) -> None:
    subject = subject_of(deployment(text.replace("@", secret)))
    findings = [each for rule in all_deployment_rules() for each in rule.check(subject)]
    assert findings
    assert secret not in redact(all_texts(findings))


def test_an_encrypted_secret_is_no_finding() -> None:
    made = with_container(OF_THE_OBJECT, SECRET)
    for name in ("unencrypted-secret", "missing-credentials", "sops-unencrypted-field"):
        assert found_by(name, made) == []


@pytest.mark.parametrize(("decrypts", "count"), [(True, 0), (None, 0), (False, 1)])
def test_who_applies_an_encrypted_secret_has_to_decrypt_it(
    *, decrypts: bool | None, count: int
) -> None:
    made = with_container(OF_THE_OBJECT, SECRET)
    made = replace(made, source=replace(made.source, decrypts=decrypts))
    assert [marked(each) for each in found_by("undecrypted-secret", made)] == ["sops"] * count


def test_an_encrypted_file_is_not_edited_but_for_null() -> None:
    made = with_container(OF_THE_OBJECT, SECRET)
    (unknown,) = found_by("unknown-variable", made)
    assert marked(unknown) == "RENOVATE_AUTODISCOVR"
    assert unknown.fix is None
    (left,) = found_by("left-over-creation-timestamp", made)
    assert left.fix is not None
    fixed = apply_edits(left.origin.document.text, left.fix.edits)
    assert fixed == left.origin.document.text.replace("  creationTimestamp: null\n", "")


def test_an_empty_metadata_goes_with_its_only_member() -> None:
    text = with_container("").workload.origin.document.text.replace(
        "        spec:\n", "        metadata:\n          creationTimestamp: null\n        spec:\n"
    )
    (left,) = found_by("left-over-creation-timestamp", deployment(text))
    assert left.fix is not None
    assert "metadata:\n        spec" not in apply_edits(text, left.fix.edits)
    assert apply_edits(text, left.fix.edits).count("metadata") == text.count("metadata") - 1


def test_what_a_secret_holds_beside_secrets_is_not_told_of() -> None:
    (finding,) = found_by(
        "unencrypted-secret",
        deployment(with_secret(f"RENOVATE_PLATFORM: gitlab\nRENOVATE_TOKEN: {TOKEN}")),
    )
    assert "RENOVATE_TOKEN" in finding.message
    assert "RENOVATE_PLATFORM" not in finding.message


def test_a_rule_far_from_the_file_is_only_a_hint(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    rules = tmp_path / "elsewhere" / ".sops.yaml"
    rules.write_text("creation_rules:\n  - age: age1theirs\n")
    made = deployment(
        SECRET, with_container(OF_THE_OBJECT).workload.origin.document.text, top=tmp_path
    )
    (finding,) = found_by("sops-recipient-mismatch", made)
    assert finding.severity is Severity.INFO
    assert "age1theirs" in finding.message
    assert marked(finding) == "age1ours"


def test_a_file_that_no_rule_about_configs_reads_is_searched() -> None:
    script = f"""\
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: scripts
        data:
          run.sh: |
            export RENOVATE_TOKEN={TOKEN}
            renovate
    """
    pod = "volumes:\n  - name: scripts\n    configMap:\n      name: scripts"
    container = "volumeMounts:\n  - name: scripts\n    mountPath: /scripts"
    made = deployment(script, cron_job(pod=pod, container=container))
    (finding,) = found_by("plain-secret-in-manifest", made)
    assert marked(finding) == "run.sh"
