"""The rule `plain-secret`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document import ArrayNode, Node, ObjectNode, Pointer
from renovate_kit.config.document.nodes import ScalarNode
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.secret_texts import (
    has_password_in_url,
    has_private_key,
    has_token,
    is_literal,
)
from renovate_kit.config.subject import ConfigKind, Subject

__all__ = ["PlainSecret"]

_SECRET_OF_HOST_RULE = frozenset({"password", "token"})
_SECRET_OF_OPERATOR = frozenset(
    {"forkToken", "gitPrivateKey", "gitPrivateKeyPassphrase", "password", "token"}
)
_IN_NPMRC = re.compile(r"_(?:authToken|auth|password)\s*=\s*(?P<value>[^\s]+)")


class PlainSecret(Rule):
    """A token, password or private key is written in plain text.

    Everybody who can read the config can use it; once committed, it stays in the history.
    Replace it: revoke the secret, then name one of Renovate's `secrets` as `{{ secrets.NAME }}`,
    encrypt it, or set the option by an environment variable.

    Source: `applySecretsAndVariablesToConfig` in `lib/config/secrets.ts`.
    """

    code = "RK622"
    name = "plain-secret"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"hostRules": [{"matchHost": "a.example", "token": "{{ secrets.A_TOKEN }}"}]}'),
        Valid('{"npmrc": "//npm.example/:_authToken=${NPM_TOKEN}"}'),
        Valid('{"redisUrl": "redis://bot:{{ secrets.REDIS }}@redis"}', kind=ConfigKind.GLOBAL),
        Valid('{"npm": {"encrypted": {"npmToken": "xxT19RIdhAh09lkhdrK39HzKNBn3etoLZAwHdeJ25c"}}}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"hostRules": [{"matchHost": "a.example", "password": "correct horse"}]}',
            at='"correct horse"',
        ),
        Invalid(
            '{"hostRules": [{"hostType": "github", '
            '"token": "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"}]}',
            at='"ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"',
        ),
        Invalid(
            '{"npmrc": "//npm.example/:_authToken=8d1f4c0b"}',
            at='"//npm.example/:_authToken=8d1f4c0b"',
        ),
        Invalid(
            '{"redisUrl": "redis://bot:hunter2@redis:6379"}',
            at='"redis://bot:hunter2@redis:6379"',
            kind=ConfigKind.GLOBAL,
        ),
        Invalid('{"gitPrivateKey": "hunter2"}', at='"hunter2"', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every text in the document that is, or holds, a secret."""
        for pointer, node in _scalars(subject.document.root):
            if not isinstance(node.value, str) or "encrypted" in pointer:
                continue
            what = _secret_in(node.value, pointer, subject.kind)
            if what is not None:
                yield Finding(
                    pointer=pointer,
                    span=node.span,
                    at_key=False,
                    message=f"{what} stands here in plain text",
                    help="revoke it, and write `{{ secrets.NAME }}` or an `encrypted` value",
                )


def _scalars(root: Node) -> Iterator[tuple[Pointer, ScalarNode]]:
    waiting: list[tuple[Pointer, Node]] = [((), root)]
    while waiting:
        pointer, node = waiting.pop()
        if isinstance(node, ObjectNode):
            waiting.extend(((*pointer, member.key), member.value) for member in node.members)
        elif isinstance(node, ArrayNode):
            waiting.extend(((*pointer, index), item) for index, item in enumerate(node.items))
        elif isinstance(node, ScalarNode):
            yield pointer, node


def _secret_in(text: str, pointer: Pointer, kind: ConfigKind) -> str | None:
    if has_token(text):
        return "a token"
    if has_private_key(text):
        return "a private key"
    if has_password_in_url(text):
        return "a password in a URL"
    key = pointer[-1] if pointer else None
    if key == "npmrc":
        values = [match["value"] for match in _IN_NPMRC.finditer(text)]
        return "an npm credential" if any(map(is_literal, values)) else None
    if key == "npmToken" or _is_secret_option(pointer, kind):
        return f"the value of `{key}`" if is_literal(text) else None
    return None


def _is_secret_option(pointer: Pointer, kind: ConfigKind) -> bool:
    match pointer:
        case (*_, "hostRules", int(), str(key)):
            return key in _SECRET_OF_HOST_RULE
        case (str(key),):
            return kind is ConfigKind.GLOBAL and key in _SECRET_OF_OPERATOR
        case _:
            return False
