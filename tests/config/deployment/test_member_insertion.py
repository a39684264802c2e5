"""Where fixes write what is missing, by the rules that use them."""

from textwrap import dedent

import pytest

from renovate_kit.config.deployment.examples import cron_job, unwanted
from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.document.edits import apply_edits
from renovate_kit.config.example_checks import check_manifest_example
from renovate_kit.config.options import load_catalogue

CONTEXT = """\
              securityContext:
                runAsNonRoot: true
                allowPrivilegeEscalation: false
                capabilities:
                  drop:
                    - ALL
                seccompProfile:
                  type: RuntimeDefault
"""


def found(text: str, rule: str) -> Diagnostic:
    items = check_manifest_example(unwanted(text, at=""), load_catalogue())
    (item,) = (item for item in items if item.rule == rule)
    return item


def fixed(text: str, rule: str) -> str | None:
    item = found(text, rule)
    if item.fix is None:
        return None
    assert not item.fix.is_safe
    return apply_edits(text, item.fix.edits)


def test_a_comment_behind_the_line_before_stays_there() -> None:
    image = "image: renovate/renovate:44.121.2"
    text = cron_job().replace(f"{image}\n", f"{image} # pinned\n")

    assert fixed(text, "missing-security-context") == text.replace(
        "# pinned\n", f"# pinned\n{CONTEXT}"
    )


def test_a_list_item_may_begin_with_any_key() -> None:
    text = cron_job().replace(
        "- name: renovate\n              image: renovate/renovate:44.121.2",
        "- image: renovate/renovate:44.121.2\n              name: renovate",
    )
    image = "- image: renovate/renovate:44.121.2\n"

    assert fixed(text, "missing-security-context") == text.replace(image, f"{image}{CONTEXT}")


def test_a_file_without_a_last_line_break_gets_the_lines_all_the_same() -> None:
    text = dedent("""\
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: renovate}
        spec:
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: renovate
                      image: renovate/renovate:44.121.2
          schedule: '@daily'""")

    assert fixed(text, "overlapping-runs") == f"{text}\n  concurrencyPolicy: Forbid"


def test_a_schedule_on_several_lines_gets_its_neighbour_at_another_place() -> None:
    text = cron_job().replace('schedule: "0 * * * *"', "schedule: >-\n    0 * * * *")

    assert fixed(text, "overlapping-runs") == text.replace(
        "  schedule:", "  concurrencyPolicy: Forbid\n  schedule:"
    )


@pytest.mark.parametrize(
    "pod",
    [
        "{restartPolicy: Never, containers: [{name: a, image: 'renovate/renovate:44.121.2'}]}",
        "\n          {restartPolicy: Never,\n          containers: [{name: a, image: renovate}]}",
    ],
)
def test_a_mapping_in_brackets_is_left_alone(pod: str) -> None:
    head = cron_job().partition("        spec:\n          containers")[0]

    assert fixed(f"{head}        spec: {pod}\n", "mounted-service-account-token") is None


def test_what_an_alias_lends_is_left_alone() -> None:
    lender = "x-container: &container\n  name: renovate\n  image: renovate/renovate:44.121.2\n"
    head, _, tail = cron_job().partition("            - name")
    rest = tail.partition("          restartPolicy")[2]
    text = f"{lender}{head}            - *container\n          restartPolicy{rest}"

    assert fixed(text, "missing-security-context") is None


def test_line_breaks_are_those_of_the_file() -> None:
    text = cron_job().replace("\n", "\r\n")
    item = found(text, "retried-run")
    assert item.fix is not None

    assert item.fix.edits[0].text == "backoffLimit: 1\r\n      "
