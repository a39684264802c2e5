import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.deployment.expansion import expand
from renovate_kit.config.deployment.model import Holder
from tests.config.deployment.clusters import deployment, variables, with_container

CONFIG_MAP = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: env
    data:
      RENOVATE_PLATFORM: gitea
      LOG_LEVEL: debug
"""
OTHER_MAP = """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: other
    data:
      LOG_LEVEL: info
"""
CREDENTIALS = """
    apiVersion: v1
    kind: Secret
    metadata:
      name: token
    stringData:
      RENOVATE_TOKEN: hunter2
"""
BOTH_MAPS = """
    envFrom:
      - configMapRef:
          name: env
      - configMapRef:
          name: other
"""


def test_of_several_sources_the_later_one_wins_and_knows_what_it_overrides() -> None:
    found = with_container(BOTH_MAPS, CONFIG_MAP, OTHER_MAP)
    assert variables(found) == {"RENOVATE_PLATFORM": "gitea", "LOG_LEVEL": "info"}
    entry = found.environment["LOG_LEVEL"]
    assert (entry.holder, entry.holder_name) == (Holder.CONFIG_MAP, "other")
    assert [(each.holder_name, each.value) for each in entry.overrides] == [("env", "debug")]


def test_env_overrides_env_from_and_the_last_of_a_name_counts() -> None:
    found = with_container(
        """
        env:
          - name: LOG_LEVEL
            value: warn
          - name: LOG_LEVEL
            value: trace
        envFrom:
          - configMapRef:
              name: env
        """,
        CONFIG_MAP,
    )
    entry = found.environment["LOG_LEVEL"]
    assert (entry.value, entry.holder) == ("trace", Holder.ENV)
    assert [each.value for each in entry.overrides] == ["warn", "debug"]
    assert all(each.overrides == () for each in entry.overrides)


def test_a_prefix_stands_before_every_name() -> None:
    found = with_container(
        """
        envFrom:
          - prefix: RENOVATE_
            configMapRef:
              name: other
        """,
        OTHER_MAP,
    )
    assert variables(found) == {"RENOVATE_LOG_LEVEL": "info"}


def test_an_origin_is_the_place_of_the_value_and_a_reference_that_of_the_question() -> None:
    found = with_container(BOTH_MAPS, CONFIG_MAP, OTHER_MAP)
    entry = found.environment["RENOVATE_PLATFORM"]
    lines = entry.origin.document.text.splitlines()
    assert lines[entry.origin.line - 1].strip() == "RENOVATE_PLATFORM: gitea"
    assert lines[entry.reference.line - 1].strip() == "- configMapRef:"


def test_the_value_of_a_secret_is_never_kept() -> None:
    found = with_container(
        """
        env:
          - name: ONE
            valueFrom:
              secretKeyRef: {name: token, key: RENOVATE_TOKEN}
          - name: TWO
            value: x-$(RENOVATE_TOKEN)
        envFrom:
          - secretRef: {name: token}
        """,
        CREDENTIALS,
    )
    assert variables(found) == {"RENOVATE_TOKEN": None, "ONE": None, "TWO": None}
    assert [entry.is_secret for entry in found.environment.values()] == [True, True, False]
    assert not any(entry.is_encrypted for entry in found.environment.values())
    assert "hunter2" not in repr(found.environment["RENOVATE_TOKEN"].value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("$(LOG_LEVEL)", "debug"),
        ("a-$(LOG_LEVEL)-$(RENOVATE_PLATFORM)", "a-debug-gitea"),
        ("$$(LOG_LEVEL)", "$(LOG_LEVEL)"),
        ("$(LATER)", "$(LATER)"),
        ("$(LOG_LEVEL", "$(LOG_LEVEL"),
        ("cost: 5$", "cost: 5$"),
        ("$LOG_LEVEL", "$LOG_LEVEL"),
    ],
)
def test_a_value_holds_variables_that_are_set_before_it(written: str, value: str) -> None:
    found = with_container(
        f"""
        env:
          - name: HERE
            value: '{written}'
          - name: LATER
            value: x
        envFrom:
          - configMapRef: {{name: env}}
        """,
        CONFIG_MAP,
    )
    assert found.environment["HERE"].value == value


def test_a_value_from_elsewhere_is_not_expanded() -> None:
    source = CONFIG_MAP.replace("debug", "$(RENOVATE_PLATFORM)")
    found = with_container("envFrom: [{configMapRef: {name: env}}]", source)
    assert found.environment["LOG_LEVEL"].value == "$(RENOVATE_PLATFORM)"


@pytest.mark.parametrize("value", ["https://git.${DOMAIN}/", "${TZ:=UTC}"])
def test_what_flux_is_to_substitute_is_not_known(value: str) -> None:
    found = with_container(f'env: [{{name: RENOVATE_ENDPOINT, value: "{value}"}}]')
    assert found.environment["RENOVATE_ENDPOINT"].value is None


def test_json_and_npmrc_have_dollars_of_their_own() -> None:
    npmrc = "//npm.example/:_authToken=${NPM_TOKEN}"
    found = with_container(f"env: [{{name: RENOVATE_NPMRC, value: '{npmrc}'}}]")
    assert found.environment["RENOVATE_NPMRC"].value == npmrc


def test_binary_data_and_names_that_begin_with_a_digit_become_no_variables() -> None:
    held = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: env}
        data: {1_ST: a, GOOD: b}
        binaryData: {IMAGE: aGk=}
    """
    found = with_container("envFrom: [{configMapRef: {name: env}}]", held)
    assert variables(found) == {"GOOD": "b"}


def test_a_value_that_misses_its_quotes_is_what_was_written() -> None:
    held = CONFIG_MAP.replace("gitea", "false").replace("debug", "1e3")
    found = with_container("envFrom: [{configMapRef: {name: env}}]", held)
    assert variables(found) == {"RENOVATE_PLATFORM": "false", "LOG_LEVEL": "1e3"}


def test_what_the_pod_knows_of_itself() -> None:
    found = deployment(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: renovate, namespace: bots}
        spec:
          containers:
            - name: renovate
              image: renovate/renovate
              env:
                - name: NAMESPACE
                  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
                - name: MEMORY
                  valueFrom: {resourceFieldRef: {resource: limits.memory}}
        """
    )
    assert variables(found) == {"NAMESPACE": "bots", "MEMORY": None}
    assert {entry.holder for entry in found.environment.values()} == {Holder.FIELD}


class TestMissing:
    def test_an_object_that_is_not_there_has_a_likely_name(self) -> None:
        found = with_container("envFrom: [{configMapRef: {name: envv}}]", CONFIG_MAP, OTHER_MAP)
        (missing,) = found.missing
        assert (missing.kind, missing.name, missing.key) == ("ConfigMap", "envv", None)
        assert missing.likely == "env"
        assert found.has_unknown_variables

    def test_an_object_in_another_namespace_is_not_there(self) -> None:
        job = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: renovate, namespace: bots}
            spec:
              template:
                spec:
                  containers:
                    - name: renovate
                      image: renovate/renovate
                      envFrom: [{configMapRef: {name: env}}]
        """
        elsewhere = CONFIG_MAP.replace("name: env", "name: env\n      namespace: default")
        (missing,) = deployment(job, elsewhere).missing
        assert (missing.other_namespace, missing.likely) == ("default", None)

    def test_nothing_is_missing_while_not_all_objects_are_known(self) -> None:
        found = with_container("envFrom: [{secretRef: {name: gone}}]", is_complete=False)
        assert found.missing == ()
        assert found.has_unknown_variables

    def test_a_key_that_is_not_there_leaves_its_variable_set(self) -> None:
        found = with_container(
            """
            env:
              - name: RENOVATE_TOKEN
                valueFrom: {secretKeyRef: {name: token, key: RENOVATE_TOKN}}
            """,
            CREDENTIALS,
        )
        (missing,) = found.missing
        assert (missing.kind, missing.name, missing.key) == ("Secret", "token", "RENOVATE_TOKN")
        assert missing.likely == "RENOVATE_TOKEN"
        assert variables(found) == {"RENOVATE_TOKEN": None}

    def test_an_optional_key_that_is_not_there_sets_nothing(self) -> None:
        found = with_container(
            """
            env:
              - name: RENOVATE_TOKEN
                valueFrom: {secretKeyRef: {name: token, key: other, optional: true}}
            """,
            CREDENTIALS,
        )
        assert [each.is_optional for each in found.missing] == [True]
        assert variables(found) == {}

    def test_a_secret_that_is_made_in_the_cluster_may_have_any_key(self) -> None:
        external = """
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata: {name: token}
            spec:
              dataFrom: [{extract: {key: renovate}}]
        """
        found = with_container(
            """
            env:
              - name: RENOVATE_TOKEN
                valueFrom: {secretKeyRef: {name: token, key: whatever}}
            envFrom: [{secretRef: {name: token}}]
            """,
            external,
        )
        assert found.missing == ()
        assert found.has_unknown_variables
        assert found.environment["RENOVATE_TOKEN"].is_encrypted


@pytest.mark.parametrize(
    ("maker", "keys"),
    [
        (
            """
            apiVersion: bitnami.com/v1alpha1
            kind: SealedSecret
            metadata: {name: token}
            spec:
              encryptedData: {RENOVATE_TOKEN: AgBy3i4OJSWK}
              template:
                data: {RENOVATE_USERNAME: bot}
            """,
            {"RENOVATE_TOKEN", "RENOVATE_USERNAME"},
        ),
        (
            """
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata: {name: other}
            spec:
              target: {name: token}
              data:
                - secretKey: RENOVATE_TOKEN
                  remoteRef: {key: renovate}
            """,
            {"RENOVATE_TOKEN"},
        ),
        (
            """
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata: {name: other}
            spec:
              target:
                name: token
                template:
                  data: {RENOVATE_TOKEN: "{{ .pat }}"}
              dataFrom: [{extract: {key: renovate}}]
            """,
            {"RENOVATE_TOKEN"},
        ),
        (
            """
            apiVersion: isindir.github.com/v1alpha3
            kind: SopsSecret
            metadata: {name: many}
            spec:
              secretTemplates:
                - name: token
                  stringData: {RENOVATE_TOKEN: "ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]"}
            """,
            {"RENOVATE_TOKEN"},
        ),
    ],
    ids=["sealed", "external", "external-template", "sops-operator"],
)
def test_the_keys_of_a_secret_are_known_though_its_values_are_not(
    maker: str, keys: set[str]
) -> None:
    found = with_container("envFrom: [{secretRef: {name: token}}]", maker)
    assert set(found.environment) == keys
    assert all(entry.value is None for entry in found.environment.values())
    assert all(entry.is_encrypted for entry in found.environment.values())
    assert not found.has_unknown_variables


TEXTS = st.text(alphabet="$()ABx -", max_size=24)


@given(TEXTS)
def test_doubled_dollars_stand_for_themselves(text: str) -> None:
    doubled = expand(text.replace("$", "$$"), {"A": "a", "B": None})
    assert (doubled.text, doubled.unknown) == (text, ())


@given(TEXTS)
def test_without_variables_only_doubled_dollars_change(text: str) -> None:
    if "$$" not in text:
        assert expand(text, {}).text == text


@given(TEXTS, TEXTS)
def test_a_reference_is_replaced_wherever_it_stands(before: str, after: str) -> None:
    before, after = before.replace("$", ""), after.replace("$", "")
    assert expand(f"{before}$(A){after}", {"A": "$(A)"}).text == f"{before}$(A){after}"
    unknown = expand(f"{before}$(A){after}", {"A": None})
    assert (unknown.text, unknown.unknown) == (f"{before}$(A){after}", ("A",))
