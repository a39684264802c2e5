"""Findings as JUnit XML, which most CI servers show as test results.

Source: the XML schema of Apache Ant's JUnit task, as Jenkins and GitLab read it.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from renovate_kit.config.diagnostics import Diagnostic, Severity
from renovate_kit.config.formats.interface import Checked, Failure, Outcome
from renovate_kit.config.formats.text import render_plain

__all__ = ["JunitFormat"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JunitFormat:
    """A test suite for each file, a test for each finding; a file without any passes one test.

    Args:
        fails_from: the lowest severity that counts as a failed test.
    """

    def __init__(self, fails_from: Severity = Severity.WARNING) -> None:
        self._fails_from = fails_from

    def render(self, outcome: Outcome) -> str:
        """Return the document."""
        suites = [
            *(line for checked in outcome.files for line in self._suite(checked)),
            *(line for failure in outcome.failures for line in _failed_suite(failure)),
        ]
        failures = sum(self._failures(checked) for checked in outcome.files)
        tests = len(outcome.failures) + sum(_tests(checked) for checked in outcome.files)
        counts = f'tests="{tests}" failures="{failures}" errors="{len(outcome.failures)}"'
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="renovate-kit" {counts}>',
            *suites,
            "</testsuites>",
        ]
        return "".join(f"{line}\n" for line in lines)

    def _failures(self, checked: Checked) -> int:
        return sum(self._fails(item) for item in checked.diagnostics)

    def _fails(self, item: Diagnostic) -> bool:
        return item.severity.rank >= self._fails_from.rank

    def _suite(self, checked: Checked) -> Iterator[str]:
        name = _attribute(checked.path)
        counts = f'tests="{_tests(checked)}" failures="{self._failures(checked)}" errors="0"'
        yield f"  <testsuite name={name} {counts}>"
        for item in checked.diagnostics:
            place = f"line {item.place.line}, column {item.place.column}"
            title = _attribute(f"{item.code} {item.rule}, {place}")
            yield f"    <testcase classname={name} name={title}>"
            yield self._result(item)
            yield "    </testcase>"
        if not checked.diagnostics:
            yield f'    <testcase classname={name} name="no problems"/>'
        yield "  </testsuite>"

    def _result(self, item: Diagnostic) -> str:
        text = escape(_xml(render_plain(item)))
        if not self._fails(item):
            return f"      <system-out>{text}</system-out>"
        kind, message = _attribute(item.severity.value), _attribute(item.message)
        return f"      <failure type={kind} message={message}>{text}</failure>"


def _tests(checked: Checked) -> int:
    return len(checked.diagnostics) or 1


def _failed_suite(failure: Failure) -> Iterator[str]:
    name = _attribute(failure.path)
    message = _attribute(failure.message)
    yield f'  <testsuite name={name} tests="1" failures="0" errors="1">'
    yield f'    <testcase classname={name} name="not checked">'
    yield f"      <error message={message}>{escape(_xml(failure.hint))}</error>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _attribute(text: str) -> str:
    return quoteattr(_xml(text))


def _xml(text: str) -> str:
    """Return the text without what no XML document can hold, however it is escaped."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
