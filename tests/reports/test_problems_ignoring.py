"""The ignore file: who is meant, until when, and what is wrong with it."""

from datetime import date

import pytest

from renovate_kit.errors import UsageError
from renovate_kit.reports.problems.ignoring import Ignores, read_ignores

TODAY = date(2026, 9, 14)
TEXT = """
[[ignore]]
fingerprint = "B0550C24E059"
repository = "luddera/*"
reason = "an internal package"

[[ignore]]
message = "artifactErrors: *spawn flux ENOENT"
reason = "flux is not in the image"
expires = 2026-12-31

[[ignore]]
message = "*host*"
reason = "until the move"
expires = "2026-09-14"
"""


def ignores(text: str = TEXT) -> Ignores:
    return read_ignores(text, name="ignore.toml", today=TODAY)


def test_by_fingerprint_and_repository() -> None:
    found = ignores().ignored("b0550c24e059", ["Package lookup failures: x"], "Luddera/apps")
    assert found is not None
    assert (found.reason, found.expires) == ("an internal package", None)
    assert ignores().ignored("b0550c24e059", ["x"], "other/apps") is None
    assert ignores().ignored("b0550c24e059", ["x"], None) is None


def test_by_a_pattern_that_has_to_fit_all_that_goes_together() -> None:
    text = "artifactErrors: gotk-components.yaml: spawn flux ENOENT"
    found = ignores().ignored("000000000000", [text], None)
    assert found is not None
    assert found.expires == date(2026, 12, 31)
    assert ignores().ignored("000000000000", [text, "artifactErrors: other"], None) is None


def test_an_entry_ends_on_its_day() -> None:
    assert ignores().ignored("000000000000", ["Host error: x"], "a/b") is None
    earlier = read_ignores(TEXT, name="ignore.toml", today=date(2026, 9, 13))
    assert earlier.ignored("000000000000", ["Host error: x"], "a/b") is not None


def test_entries_that_do_nothing_are_named() -> None:
    known = [("b0550c24e059", ["Package lookup failures: x"], "luddera/apps")]
    assert [(use.entry, use.expired_on) for use in ignores().idle(known)] == [
        ('"artifactErrors: *spawn flux ENOENT"', None),
        ('"*host*"', date(2026, 9, 14)),
    ]


def test_an_empty_file_ignores_nothing() -> None:
    assert ignores("").entries == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[ignore]", "no TOML"),
        ("[ignore]\nreason = 'x'", "no [[ignore]] table"),
        ("[[skip]]\nreason = 'x'", "skip"),
        ("[[ignore]]\nfingerprint = 'b0550c24e059'", "no reason"),
        ("[[ignore]]\nfingerprint = 'b0550c24e059'\nreason = ' '", "reason that is no text"),
        ("[[ignore]]\nreason = 'x'", "neither fingerprint nor message"),
        ("[[ignore]]\nfingerprint = 'b05'\nreason = 'x'", "'b05'"),
        ("[[ignore]]\nmessage = 'x'\nreason = 'x'\nuntil = 2026-01-01", "'until'"),
        ("[[ignore]]\nmessage = 'x'\nreason = 'x'\nexpires = 'soon'", "no day"),
        ("[[ignore]]\nmessage = 'x'\nreason = 'x'\nexpires = 7", "no day"),
        ("ignore = [3]", "no reason"),
    ],
)
def test_mistakes_are_told_with_their_entry(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        ignores(text)
    assert said in caught.value.message
    assert caught.value.message.startswith("ignore.toml")
    assert caught.value.hint
