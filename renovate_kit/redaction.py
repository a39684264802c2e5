"""Masks secrets in text before it leaves a source.

Works on shape, so it also finds secrets that nobody named. It errs on the side of masking.
Every pattern takes linear time: what repeats without an upper bound can't fail afterwards
more than once for each place where it may begin.
"""

import base64
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from renovate_kit.errors import UsageError

__all__ = ["MASK", "Redactor", "redact"]

MASK: Final = "**redacted**"
"""What stands in a secret's place; Renovate masks credentials in URLs with the same word."""

_SHORTEST_SECRET: Final = 4
_SHORTEST_ENCODED: Final = 8
_MOST_PASSES: Final = 4
"""A mask can make what stands beside it a secret's place: `bearer **redacted**/x`."""

_KEY_KIND: Final = "[A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?"

_TOKEN_SHAPES: Final = (
    r"gh[opsur]_[A-Za-z0-9]{20,}",  # GitHub, classic and installation tokens
    r"github_pat_[A-Za-z0-9_]{20,}",
    r"gl(?:pat|dt|oas|rt|ptt|cbt|ft|soat|agent|imt)-[A-Za-z0-9_-]{16,}",  # GitLab
    r"npm_[A-Za-z0-9]{30,}",
    r"pypi-[A-Za-z0-9_-]{50,}",
    r"dckr_[a-z]{3}_[A-Za-z0-9_-]{20,}",  # Docker Hub
    r"xox[a-z]-[A-Za-z0-9-]{10,}",  # Slack
    r"gl(?:sa|c)_[A-Za-z0-9_]{20,}",  # Grafana
    r"sq0[a-z]{3}-[A-Za-z0-9_-]{20,}",  # Square
    r"(?:AKIA|ASIA)[A-Z0-9]{16}[A-Za-z0-9_-]*",  # AWS access key ids
    r"AIza[A-Za-z0-9_-]{35,}",  # Google
    r"ya29\.[A-Za-z0-9_-]{20,}",
    r"hv[sbr]\.[A-Za-z0-9_-]{20,}",  # Vault
    r"ATATT3[A-Za-z0-9_=-]{40,}",  # Atlassian
    r"ATBB[A-Za-z0-9_-]{28,}",  # Bitbucket
    r"[sr]k_live_[A-Za-z0-9_-]{16,}",  # Stripe
    r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{20,}",  # SendGrid
    r"hf_[A-Za-z0-9]{30,}[A-Za-z0-9_-]*",  # Hugging Face
    r"rubygems_[a-f0-9]{40,}[A-Za-z0-9_-]*",
    r"do[por]_v1_[a-f0-9]{40,}[A-Za-z0-9_-]*",  # DigitalOcean
    r"AGE-SECRET-KEY-1[A-Z0-9]{50,}[A-Za-z0-9_-]*",  # age, which SOPS uses
    r"AKCp[A-Za-z0-9]{50,}[A-Za-z0-9_-]*",  # Artifactory
    r"sk-(?:ant|proj|svcacct|admin)-[A-Za-z0-9_-]{20,}",  # Anthropic, OpenAI
    r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33,}",  # Telegram bots
    r"(?<![A-Za-z0-9_-])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{20,}",  # Terraform
    r"CCIPAT_[A-Za-z0-9_-]{20,}",  # CircleCI
    r"pul-[a-f0-9]{40,}[A-Za-z0-9_-]*",  # Pulumi
    r"dapi[a-f0-9]{32,}[A-Za-z0-9_-]*",  # Databricks
    r"NRAK-[A-Z0-9]{20,}[A-Za-z0-9_-]*",  # New Relic
    r"lin_(?:api|oauth)_[A-Za-z0-9]{20,}[A-Za-z0-9_-]*",  # Linear
    r"sntry[su]_[A-Za-z0-9_+/=-]{20,}",  # Sentry
    r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32,}[A-Za-z0-9_-]*",  # Shopify
    r"tskey-[a-z]{2,12}-[A-Za-z0-9_-]{10,}",  # Tailscale
    # crates.io and NuGet: short beginnings, therefore of their exact length only.
    r"(?<![A-Za-z0-9_-])(?:cio[A-Za-z0-9]{32}|oy2[a-z0-9]{43})(?![A-Za-z0-9_-])",
    # Base64 of GitHub's, GitLab's and npm's tokens, and of `x-access-token:`.
    r"(?:Z2h[a-z0-9]X|Z2l0aHViX3BhdF|Z2xwYXQt|bnBtX|eC1hY2Nlc3MtdG9rZW46)[A-Za-z0-9+/_-]{16,}={0,2}",
    # JWT: the look-behind lets it begin once in a run of word characters, not at each "eyJ".
    # Other shapes therefore take such a run to its end: nothing is left to begin behind a mask.
    r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*",
    rf"-----BEGIN {_KEY_KIND}-----[\s\S]*?(?:-----END {_KEY_KIND}-----[A-Za-z0-9_-]*|\Z)",
)

_NO_SECRET_KEYS: Final = (
    "branch", "cache", "composite", "config", "dep", "foreign", "group", "hash", "idempotency",
    "index", "issue", "lookup", "map", "object", "package", "partition", "primary", "project",
    "public", "sort", "unique",
)  # fmt: skip
_OPENING_KEYS: Final = (
    "auth", "decryption", "deploy", "encryption", "master", "secret", "shared", "signing", "ssh",
)  # fmt: skip

_OTHER_KEYS: Final = (
    "key(?:(?<!- secretkey)"  # the name of a key in an ExternalSecret
    + "".join(rf"(?<!{word}[_-]key)" for word in _NO_SECRET_KEYS)
    + "(?:"
    + "|".join(["(?<=[A-Za-z0-9][_-]key)", *(f"(?<={word}key)" for word in _OPENING_KEYS)])
    + r")|(?<![A-Za-z0-9_.-]key)(?<!<add key)(?==))"
)
"""`ssh_key`, `signingKey`, and in front of a bare `=` a `key` of which nobody knows what it is."""

_SUFFIXES: Final = (
    r"(?:[_-](?:key|base|value|data|old|new|previous|current|backup|primary|secondary|main"
    r"|prod|dev|test|staging|v?[0-9]{1,4}))"
)
"""What may stand behind the name of a secret: `SECRET_KEY_BASE`, `POSTGRES_PASSWORD_2`."""

_ASSIGNED_NAMES: Final = (
    r"(?:pass(?:word|wd|phrase)|pwd|secret|token|credentials?"
    rf"|api[_-]?key|access[_-]?key|private[_-]?key|{_OTHER_KEYS}"
    r"|x-amz-(?:signature|credential)|(?<=[?&])sig(?:nature)?"  # URLs that are signed
    r"|(?<![A-Za-z0-9])_auth|(?<=[\"'])auth(?=\\?[\"']))"  # .npmrc, Docker's config.json
)

_SAID_NAMES: Final = r"(?i:(?:token|pass(?:word|wd|phrase)|pwd|api[ _-]?key)s?)"

_MADE_UP: Final = (
    # No words: long, and of capitals, small letters and digits, or of letters among digits.
    r"(?=[A-Za-z0-9_~+/=.-]{16})"
    r"(?:(?=[A-Za-z0-9_~+/=.-]{0,200}?[0-9])(?=[A-Za-z0-9_~+/=.-]{0,200}?[A-Z])(?=[A-Za-z0-9_~+/=.-]{0,200}?[a-z])"
    r"|(?=[A-Za-z0-9]{0,200}?[0-9])(?=[A-Za-z0-9]{0,200}?[A-Za-z])(?=[A-Za-z0-9]{20}))"
    r"[A-Za-z0-9_~+/=.-]{16,}"
)
"""What stands behind the name of a secret in a sentence, where an ordinary word may stand, too."""

_PATTERN: Final = re.compile(
    r"(?P<token>" + "|".join(_TOKEN_SHAPES) + r")"
    # Credentials in a URL, up to the last "@" in front of the path; a bare "git@" is no secret.
    r"|(?P<url>://)(?!git@)[^/\s\"'<>\\]+@"
    r"|(?P<header>(?i:authorization)\\?[\"']?\s{0,3}[:=]\s{0,3}\\?[\"']?"
    r"(?:(?i:bearer|basic|token|digest|negotiate)\s{1,3})?)[^\s\"'\\,;]+"
    r"|(?P<scheme>\b(?i:bearer|basic)\s{1,3})[A-Za-z0-9._~+/*=-]{16,}"
    r"|(?P<cookie>(?i:cookie)\\?[\"']?\s{0,3}:\s{0,3}\[?\\?[\"']?[^\s=;\"'\\]{1,64}=)[^\s\"'\\,;]+"
    r"|(?P<login>\blogin\s{1,3}\S{1,100}\s{1,3}password\s{1,3})[^\s\"'\\]{4,}"  # .netrc
    rf"|(?P<flag>--(?:[a-z]{{1,20}}-){{0,4}}{_ASSIGNED_NAMES}\s{{1,3}})[^\s\"'\\-][^\s\"'\\]{{3,}}"
    rf"|(?P<name>(?i:{_ASSIGNED_NAMES}{_SUFFIXES}{{0,3}})\\?[\"']?"
    r"(?:=|\s{0,3}:\s{0,3}|\s=\s|\s{1,3}value=)\\?[\"']?)"
    r"(?!(?:true|false|null)\b"
    # In `bad secret: aws_secret_access_key = x` another name follows, not yet the secret.
    rf"|[A-Za-z0-9_.-]{{0,40}}?(?i:{_ASSIGNED_NAMES}{_SUFFIXES}{{0,3}})(?::\s|\s=\s))"
    r"[^\s\"'\\,;&)\]}]{4,}"
    r"|(?P<webhook>\b(?:hooks\.slack\.com/[a-z]{1,20}/|webhook\.office\.com/webhookb2/"
    r"|discord(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{1,30}/))[^\s\"'<>\\]+"
    r"|(?P<user>\s(?:-u|--user)[\s=]{0,3}\\?[\"']?[^\s:@/\"'\\]{1,100}:)(?![0-9]{1,6}\b)[^\s\"'\\]{4,}"
    r"|(?P<short>\blogin\s{1,3}(?:[^\s-]\S{0,100}\s{1,3})?"
    r"(?:(?:-u|--username)[\s=]{1,3}\S{1,100}\s{1,3})?-p\s{0,3}\\?[\"']?)[^\s\"'\\]{4,}"
    rf"|(?P<said>\b{_SAID_NAMES}\s{{1,3}}(?:is\s{{1,3}})?[\"'`\\]{{0,2}}){_MADE_UP}"
)

_PREFIX_GROUPS: Final = frozenset(
    {
        "cookie",
        "flag",
        "header",
        "login",
        "name",
        "said",
        "scheme",
        "short",
        "user",
        "webhook",
    }
)


def _mask(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "url":
        return f"://{MASK}@"
    return match[kind] + MASK if kind in _PREFIX_GROUPS else MASK


class Redactor:
    """Masks token-shaped text and the secrets that the user named.

    A named secret is also found in its URL-encoded form, in Base64, and inside of Base64.

    Args:
        extra_secrets: values to mask wherever they occur.

    Raises:
        UsageError: a named secret is so short, or so much like the mask, that text would
            become unreadable.
    """

    __slots__ = ("_named",)

    def __init__(self, extra_secrets: Iterable[str] = ()) -> None:
        forms = {form for secret in extra_secrets for form in _forms(secret)}
        # The longest first, so that no secret is masked only up to another one in it.
        literals = sorted(forms, key=lambda form: (-len(form), form))
        self._named = re.compile("|".join(map(re.escape, literals))) if literals else None

    def redact(self, text: str) -> str:
        """Return `text` without its secrets; the same object when there are none."""
        masked = text if self._named is None else self._named.sub(MASK, text)
        for _ in range(_MOST_PASSES):
            before, masked = masked, _PATTERN.sub(_mask, masked)
            if masked == before:
                break
        return text if masked == text else masked


def _forms(secret: str) -> tuple[str, ...]:
    if len(secret) < _SHORTEST_SECRET or secret in MASK:
        message = f"a secret of {len(secret)} characters can't be masked"
        hint = f"name secrets of at least {_SHORTEST_SECRET} characters"
        raise UsageError(message, hint=hint)
    raw = secret.encode()
    encoded = base64.b64encode(raw).decode()
    inner = (_inside_base64(raw, before) for before in range(3))
    return secret, quote(secret, safe=""), encoded, *filter(None, inner)


def _inside_base64(secret: bytes, before: int) -> str:
    """Return what all Base64 has in common that has a secret inside, as in `user:secret`.

    Args:
        secret: the secret.
        before: bytes in front of it, modulo 3: letters of Base64 stand for three bytes together.

    Returns:
        The letters; empty for fewer than would be a secret themselves.
    """
    encoded = base64.b64encode(b"\0" * before + secret).decode()
    own = encoded[(before * 8 + 5) // 6 : (before + len(secret)) * 8 // 6]
    return own if len(own) >= _SHORTEST_ENCODED else ""


_SHAPES_ONLY: Final = Redactor()


def redact(text: str) -> str:
    """Return `text` with everything token-shaped masked; the same object when nothing is."""
    return _SHAPES_ONLY.redact(text)
