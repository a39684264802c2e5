"""Which authors Renovate understands; compared at random with the package that it uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.effective.git_author import is_git_author


@pytest.mark.parametrize(
    "text",
    [
        *("Renovate Bot <bot@example.com>", "a@b", "<a@b>", "Name [bot] <a@b>", "A, B: C <a@b>"),
        *("x[bot]@users.noreply.github.com", '"Quoted, Name" <a@b>', "Zoë <zoë@exämple>"),
        *("A (comment) <a@b>", "a@[127.0.0.1]", "Team: a@b, c@d;", " a@b ", "a.b+c@d.e"),
        *("Renovate <123+renovate[bot]@users.noreply.github.com>", "David's Bot <a@b>"),
    ],
)
def test_understood(text: str) -> None:
    assert is_git_author(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Renovate Bot", "Name addr", "A <>", "A <a@b", "a@b, c@d", "A <a b@c>", "a@", "@b"),
        *("A <{{ x }}@b>", "A <a@b> <c@d>", "a@b c@d", "A <a@b>>", "(open a@b", "[bot]@x"),
    ],
)
def test_not_understood(text: str) -> None:
    assert not is_git_author(text)


@pytest.mark.parametrize("text", ["(" * 40 + "a@b", "a" * 900 + "@", '"' * 999, "<" * 999])
def test_strange_ones_take_no_time(text: str) -> None:
    assert not is_git_author(text)


@given(
    name=st.text(st.characters(categories=["Lu", "Ll"]), min_size=1),
    address=st.from_regex(r"[a-z0-9.+-]{0,5}[a-z0-9]@[a-z]{1,9}(\.[a-z]{2,3})?", fullmatch=True),
)
def test_a_name_with_an_address_is_understood(name: str, address: str) -> None:
    is_plain = not address.startswith(".") and ".." not in address and ".@" not in address
    assert is_git_author(f"{name} <{address}>") or not is_plain


@given(st.text(alphabet='ab<>@.,:;"()[]\\ é\n', max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    assert is_git_author(text) in {True, False}
