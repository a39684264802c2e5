import pytest

from renovate_kit.config.deployment.secret_variables import (
    is_harmless_variable,
    kind_of_secret,
    names_secret,
    secrets_in,
)
from renovate_kit.config.document import Dialect, Document, parse
from renovate_kit.config.options import load_catalogue

OF_GITLAB = "glpat-" + "aB3dE5fG7hJ9kL1mN2pQ"
KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----"


@pytest.mark.parametrize(
    "name",
    ["RENOVATE_TOKEN", "--token", "password", "AWS_SECRET_ACCESS_KEY", "--git-private-key", "PAT"],
)
def test_names_of_secrets_are_known(name: str) -> None:
    assert names_secret(name)


@pytest.mark.parametrize(
    "name", ["RENOVATE_GITHUB_TOKEN_WARN", "RENOVATE_PATH", "TOKENS_FILE", "RENOVATE_PLATFORM", ""]
)
def test_other_names_are_none(name: str) -> None:
    assert not names_secret(name)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("RENOVATE_TOKEN", "hunter2", "the value of `RENOVATE_TOKEN`"),
        ("ANYTHING", f"x {OF_GITLAB} y", "a token"),
        ("ANYTHING", KEY, "a private key"),
        ("HTTPS_PROXY", "http://me:hunter2@proxy.example:3128", "a password"),
        ("HTTPS_PROXY", "http://me@proxy.example:3128", None),
        ("HTTPS_PROXY", "http://me:$(PROXY_PASSWORD)@proxy.example:3128", None),
        ("RENOVATE_TOKEN", "", None),
        ("RENOVATE_TOKEN", "true", None),
        ("RENOVATE_TOKEN", "/run/secrets/renovate", None),
        ("RENOVATE_TOKEN", "${RENOVATE_TOKEN}", None),
        ("RENOVATE_TOKEN", "{{ .Values.token }}", None),
        ("RENOVATE_TOKEN", "<your token>", None),
        ("RENOVATE_TOKEN", "ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]", None),
        ("RENOVATE_PLATFORM", "hunter2", None),
    ],
)
def test_a_secret_is_told_from_what_only_stands_for_one(
    name: str, text: str, kind: str | None
) -> None:
    assert kind_of_secret(name, text) == kind


def test_the_secrets_of_a_config_are_found_at_their_places() -> None:
    text = (
        f'{{"hostRules": [{{"token": "hunter2"}}, {{"token": "{{{{ secrets.A }}}}"}}],'
        f' "labels": ["token", "{OF_GITLAB}"]}}'
    )
    document = parse(text, path="config", dialect=Dialect.JSON5)
    assert isinstance(document, Document)
    found = [(text[span.start : span.end], kind) for span, kind in secrets_in(document)]
    assert found == [('"hunter2"', "the value of `token`"), (f'"{OF_GITLAB}"', "a token")]


@pytest.mark.parametrize(
    ("name", "is_harmless"),
    [
        ("RENOVATE_PLATFORM", True),
        ("RENOVATE_TOKEN", False),
        ("LOG_LEVEL", True),
        ("GITHUB_APP_PEM", False),
    ],
)
def test_variables_of_options_that_are_no_secrets_are_harmless(
    name: str, *, is_harmless: bool
) -> None:
    assert is_harmless_variable(name, load_catalogue()) is is_harmless
