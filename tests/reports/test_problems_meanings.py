"""Every message and every error constant of Renovate has a meaning, and the right one."""

import json
import re
from pathlib import Path

import pytest

from renovate_kit.config.options import load_catalogue
from renovate_kit.reports.problems.catalogue import explain, meaning_of, repeats_result
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.hidden import HIDDEN_AT_DEBUG, HIDDEN_AT_INFO
from renovate_kit.reports.problems.meanings import MEANINGS
from renovate_kit.reports.problems.results import RESULTS, result_meaning

_LOUD = {"warn", "error", "fatal"}


def test_every_error_constant_has_a_meaning_and_nothing_else_has() -> None:
    constants = {
        value for value in load_catalogue().error_constants.values() if isinstance(value, str)
    }
    assert set(RESULTS) == constants


def test_a_constant_that_is_new_stands_for_itself() -> None:
    told = result_meaning("quantum-error")
    assert (told.category, told.meaning) == (Category.INTERNAL, "an error that is new here")


@pytest.mark.shared
def test_every_loud_call_of_the_source_has_a_meaning(shared: Path) -> None:
    calls = json.loads(
        (shared / "logs/cases/source-messages-info-and-above.json").read_text(encoding="utf-8")
    )
    messages = {call["msg"] for call in calls if call["level"] in _LOUD}
    assert [message for message in sorted(messages) if meaning_of(message) is None] == []
    assert len(messages) > 480


@pytest.mark.shared
def test_what_real_logs_say_has_a_meaning_by_its_exact_words(shared: Path) -> None:
    kinds = json.loads((shared / "logs/cases/catalogue.json").read_text(encoding="utf-8"))
    messages = {
        re.sub(r"<n>", "401", kind["msg"])
        for kind in kinds
        if kind["level"] >= 40
    } | HIDDEN_AT_DEBUG | HIDDEN_AT_INFO  # fmt: skip
    exact = {message for meaning in MEANINGS for message in meaning.messages}
    families = {message for message in messages - exact if meaning_of(message) is not None}
    assert messages - exact - families == set()
    (family,) = families
    assert family.startswith("Rate limit exceeded for api.github.com, as no hostRules set")


def test_messages_are_told_of_once() -> None:
    told = [message for meaning in MEANINGS for message in meaning.messages]
    assert sorted(told) == sorted(set(told))
    for meaning in MEANINGS:
        assert meaning.messages or meaning.pattern
        assert meaning.docs is None or meaning.docs.startswith("https://docs.renovatebot.com/")
        for text in (meaning.means, meaning.remedy):
            assert text
            assert not text.endswith(".")


@pytest.mark.parametrize(
    ("message", "detail", "category", "remedy"),
    [
        ("Bad credentials - aborting", "", "authentication", "renew RENOVATE_TOKEN"),
        ("Initialization error", "Authentication failure", "authentication", "check the token"),
        ("Initialization error", 'Platform "gitbub" not found.', "config", "RENOVATE_PLATFORM"),
        ("Initialization error", "You must configure a GitHub token", "authentication", "Secret"),
        ("Host error", "docker a: EAI_AGAIN from ghcr.io", "network", "nothing if later runs"),
        ("Host error", "docker a: HTTP 401 from ghcr.io", "authentication", "hostRules"),
        ("Host error", "github: rate-limit-exceeded", "rate-limit", "run less often"),
        ("Error obtaining docker token", "x: HTTP 401 from ghcr.io", "authentication", "hostRules"),
        ("Error obtaining docker token", "x: ETIMEDOUT from ghcr.io", "network", "hostRules"),
        ("Error updating branch", "remote: Permission denied to bot", "permission", "write"),
        ("Error updating branch", "HTTP 500 from api.github.com", "git", "token may push"),
        ("Error updating branch", "remote: GH013: rule violations", "permission", "bypass"),
        ("artifactErrors", "gotk.yaml: spawn flux ENOENT", "artifact", "full image"),
        ("artifactErrors", "package-lock.json: ERESOLVE could not resolve", "artifact", "group"),
        ("artifactErrors", "package-lock.json: 401 Unauthorized", "authentication", "hostRules"),
        ("Pull request creation error", "HTTP 403 from api.github.com", "permission", "create"),
        ("Pull request creation error", "HTTP 422 from api.github.com", "platform", "same branch"),
        ("Pull request creation error", "bad-credentials", "authentication", "renew"),
        ("Repository has unknown error", "platform-unknown-error", "platform", "can see it"),
        ("Repository has invalid config", "Cannot find preset's package (x)", "config", "preset"),
        ("Configuration Warning", "x: Renovate cannot push to `renovate/a`", "permission", "rules"),
        ("Disk space error - skipping", "", "resource", "more space"),
        ("Failed to set branch status", "HTTP 403 from api.github.com", "permission", "permission"),
        ("Failed to bumpVersion", "", "artifact", "semantic"),
        ("Git error - aborting", "", "git", "what git said"),
        ("Some new words", "HTTP 503 from registry.npmjs.org", "network", "later runs"),
        ("Some new words", "HTTP 401 from x.io", "authentication", "token"),
        ("Some new words", "something", "internal", "look at the log"),
    ],
)  # fmt: skip
def test_meaning(message: str, detail: str, category: str, remedy: str) -> None:
    told = explain(message, detail)
    assert told.category == category
    assert remedy in told.remedy


def test_mere_names_have_words() -> None:
    assert explain("artifactErrors").title == "Updating the lock file or artifacts failed"
    assert explain("Host error").title is None


def test_messages_that_repeat_the_result_are_known() -> None:
    assert repeats_result("External host error causing abort - skipping")
    assert not repeats_result("Host error")
    assert not repeats_result("Some new words")
