"""Secrets never reach output, and what is no secret stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import UsageError
from renovate_kit.redaction import MASK, Redactor, redact

# Put together here, so that no scanner takes this file for a leak.
_WORD = "a1B2c3D4e5" * 6
_TOKENS = {
    "GitHub classic": "ghp_" + _WORD[:36],
    "GitHub OAuth": "gho_" + _WORD[:36],
    "GitHub user": "ghu_" + _WORD[:36],
    "GitHub installation": "ghs_" + _WORD[:36],
    "GitHub fine-grained": "github_pat_" + _WORD[:22] + "_" + _WORD[:59],
    "GitLab": "glpat-" + _WORD[:20],
    "npm": "npm_" + _WORD[:36],
    "PyPI": "pypi-" + _WORD,
    "Slack": "xoxb-" + "1234567890-" + _WORD[:24],
    "AWS": "AKIA" + "IOSFODNN7EXAMPLE",
    "Google": "AIza" + _WORD[:35],
    "JWT": "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0." + _WORD[:43],
    "Anthropic": "sk-" + "ant-api03-" + _WORD,
    "OpenAI": "sk-" + "proj-" + _WORD,
    "Telegram": "123456789" + ":AA" + _WORD[:33],
    "Terraform": _WORD[:14] + ".atlas" + "v1." + _WORD,
    "CircleCI": "CCIPAT" + "_" + _WORD,
    "Pulumi": "pul" + "-" + "0a1b2c3d" * 5,
    "Databricks": "da" + "pi" + "0a1b2c3d" * 4,
    "New Relic": "NR" + "AK-" + "A1B2C3D4E5" * 3,
    "Linear": "lin" + "_api_" + _WORD[:40],
    "Sentry": "sntr" + "ys_" + _WORD,
    "Shopify": "shp" + "at_" + "0a1b2c3d" * 4,
    "Tailscale": "tskey" + "-auth-" + _WORD[:30],
    "private key": "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
    "private key that was cut": "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk",
}


@pytest.mark.parametrize("token", _TOKENS.values(), ids=_TOKENS.keys())
def test_a_token_is_masked_and_the_text_around_it_stays(token: str) -> None:
    assert redact(f"cannot use {token}") == f"cannot use {MASK}"


@pytest.mark.parametrize("token", _TOKENS.values(), ids=_TOKENS.keys())
def test_a_token_is_masked_inside_a_word(token: str) -> None:
    secret = token.splitlines()[-1][-12:]
    assert secret not in redact(f'{{"x":"{token}"}}')


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("https://bot:s3cret@github.com/a/b", f"https://{MASK}@github.com/a/b"),
        ("https://x-access-token:s3@cret@host/a", f"https://{MASK}@host/a"),
        ("fatal: https://s3cret@host: 403", f"fatal: https://{MASK}@host: 403"),
        ("authorization: Bearer abc", f"authorization: Bearer {MASK}"),
        ('"authorization":"token abc"', f'"authorization":"token {MASK}"'),
        ("Authorization: Basic dTpw", f"Authorization: Basic {MASK}"),
        (f"sent bearer {_WORD}", f"sent bearer {MASK}"),
        ("password=hunter2&x=1", f"password={MASK}&x=1"),
        ("RENOVATE_TOKEN=hunter2", f"RENOVATE_TOKEN={MASK}"),
        ('{"npmToken": "hunter2"}', f'{{"npmToken": "{MASK}"}}'),
        (r"{\"password\":\"hunter2\"}", rf"{{\"password\":\"{MASK}\"}}"),
        ("api_key: hunter2", f"api_key: {MASK}"),
        ("encryption_key=hunter2", f"encryption_key={MASK}"),
        ("signing_key: hunter2", f"signing_key: {MASK}"),
        ('{"sshKey":"hunter2"}', f'{{"sshKey":"{MASK}"}}'),
        ("key=hunter2", f"key={MASK}"),
        ("https://example.com/hook?key=hunter2", f"https://example.com/hook?key={MASK}"),
        ("SECRET_KEY_BASE=hunter2", f"SECRET_KEY_BASE={MASK}"),
        ("POSTGRES_PASSWORD_2=hunter2", f"POSTGRES_PASSWORD_2={MASK}"),
        ("bad secret: aws_access_key = hunter2", f"bad secret: aws_access_key = {MASK}"),
        ("bad secret: aws_access_key: hunter2", f"bad secret: aws_access_key: {MASK}"),
        ("token: Zx81: token: Zx81", f"token: {MASK} token: {MASK}"),
        ("curl -u bob:hunter2 https://host", f"curl -u bob:{MASK} https://host"),
        ("docker login ghcr.io -u bob -p hunter2", f"docker login ghcr.io -u bob -p {MASK}"),
        ("https://hooks.slack.com/services/T1/B2/c3D4", f"https://hooks.slack.com/services/{MASK}"),
        (
            "https://discord.com/api/webhooks/12/a-B_c",
            f"https://discord.com/api/webhooks/12/{MASK}",
        ),
        ("token Zx81kQpW90aLmN3bVc7T refused", f"token {MASK} refused"),
        ("the password is 'k7Q0-aLmN3bVc7Tz.91'", f"the password is '{MASK}'"),
        ("API key 0a1b2c3d4e5f60718293a4b5", f"API key {MASK}"),
    ],
)
def test_credentials_are_masked_by_where_they_stand(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chore(deps): update dependency fluxcd/flux2 to v2.8.2",
        "git@github.com:a/b.git and ssh://git@github.com/a/b",
        "GitHub token is required for some dependencies",
        "You must configure a GitHub token",
        "github.com token 401 unauthorized",
        "token renovate-github-app-v2 of kubernetes-sigs/kustomize-v5.3.0",
        "password authentication-required-by-server",
        "tokens expire 2026-10-10T10:00:00Z",
        "basic authentication failed",
        "primary key: dependencies, package-key: lodash, package_key=lodash",
        "the cache key: datasource-docker, cacheKey=docker, cache_key: docker",
        '{"key": "renovate/redis-8.x"} of the public_key: renovate',
        "- secretKey: RENOVATE_TOKEN",
        "monkey=banana, token_type: bearer, secretName: renovate-env",
        "docker run -u 1000:1000 with mkdir -p /some/folder",
        'Bearer realm="https://ghcr.io/token",service="ghcr.io"',
        "update npm_config and actions/checkout digest to 11bd719",
        "sha256:" + "0123456789abcdef" * 4,
        f"https://{MASK}@github.com/a/b",
        "https://example.com/@scope/name",
    ],
)
def test_what_is_no_secret_is_returned_as_the_same_object(text: str) -> None:
    assert redact(text) is text


def test_a_named_secret_is_masked_in_all_its_forms() -> None:
    redactor = Redactor(["pa/ss word"])
    text = "plain pa/ss word, in a URL pa%2Fss%20word, encoded cGEvc3Mgd29yZA=="
    assert redactor.redact(text) == f"plain {MASK}, in a URL {MASK}, encoded {MASK}"


def test_the_longer_of_two_named_secrets_is_masked_whole() -> None:
    assert Redactor(["abcd", "abcdef"]).redact("abcdef") == MASK


@pytest.mark.parametrize("secret", ["", "abc", "redacted"])
def test_a_secret_that_would_make_text_unreadable_is_refused(secret: str) -> None:
    with pytest.raises(UsageError):
        Redactor([secret])


_MARKS = ["=", ":", " ", '"', "://", "@", "/", ".", "\\", "*", "-", "_", "\n", MASK, "x" * 20]
_WORDS = ["password", "token", "authorization", "bearer ", "basic ", "eyJ", "-----BEGIN "]
_PIECES = st.sampled_from([*_TOKENS.values(), *_MARKS, *_WORDS])
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join))


@given(_TEXTS)
def test_masking_masked_text_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(_TEXTS, st.text(alphabet="QWXZ", min_size=4, max_size=12), _TEXTS)
def test_a_named_secret_never_comes_through(before: str, secret: str, after: str) -> None:
    assert secret not in Redactor([secret]).redact(f"{before}{secret}{after}")


_REPEATED = ["key", "secret: a ", "login -u ", " -u a", "1:AA", "password_2", "discord.com/api/"]


@pytest.mark.parametrize(
    "unit",
    [
        "eyJ",
        "://",
        "://a",
        "password",
        "authorization: ",
        "-----BEGIN PRIVATE KEY-----",
        *_REPEATED,
    ],
)
def test_text_made_to_slow_the_search_down_is_read_in_one_go(unit: str) -> None:
    assert len(redact(unit * 20_000)) > 0
