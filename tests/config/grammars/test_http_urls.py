from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.http_urls import is_http_url
from tests.config.grammars.recorded import recorded


def test_agrees_with_node() -> None:
    verdicts = recorded("http_urls")
    assert [text for text in verdicts["accepted"] if not is_http_url(text)] == []
    assert [text for text in verdicts["rejected"] if is_http_url(text)] == []


@given(st.ip_addresses(v=4), st.integers(min_value=0, max_value=70_000))
def test_takes_addresses_with_ports_in_range(address: object, port: int) -> None:
    assert is_http_url(f"http://{address}:{port}/") is (port <= 65_535)


@given(st.ip_addresses(v=6))
def test_takes_ipv6_addresses_in_brackets_only(address: object) -> None:
    assert is_http_url(f"https://[{address}]")
    assert not is_http_url(f"https://{address}")


@given(st.text())
def test_any_text_has_a_verdict(text: str) -> None:
    assert is_http_url(f"http://{text}") in {True, False}
