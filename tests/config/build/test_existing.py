import json
from typing import Any

import pytest

from renovate_kit.config.build.existing import ExistingDeployment, draft_from
from renovate_kit.config.build.renovate_options import container_arguments, global_options
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_reading import read_settings
from renovate_kit.config.build.settings_text import settings_text
from tests.config.build.deployments import AGE


def existing(**changes: Any) -> ExistingDeployment:  # noqa: ANN401 - of its fields
    return ExistingDeployment(
        **{
            "image": "renovate/renovate:latest",
            "schedule": "@hourly",
            "repositories": ("org/app",),
            "has_repository_arguments": True,
            "options": {"platform": "github", "gitAuthor": "Bot <bot@example.com>"},
            "sops_recipients": (AGE,),
            "overlays": ("staging",),
            **changes,
        }
    )


def settings_from(deployment: ExistingDeployment) -> Settings:
    read = read_settings(settings_text(draft_from(deployment).settings), "renovate-kit.yaml")
    assert isinstance(read, Settings), read
    return read


def test_the_settings_reproduce_the_options_and_arguments() -> None:
    deployment = existing()
    built = settings_from(deployment)

    assert global_options(built) == deployment.options
    assert container_arguments(built) == ["org/app"]
    assert list(built.overlays) == ["staging"]
    assert built.secret.age == [AGE]


def test_all_options_are_taken_over() -> None:
    options = {
        "platform": "gitea",
        "endpoint": "https://git.example/api/v1",
        "repositories": ["org/app"],
        "dryRun": "full",
        "reportType": "s3",
        "reportPath": "s3://bucket/x",
        "onboarding": False,
        "hostRules": [{"matchHost": "docker.io", "timeout": 1}],
        "packageRules": [{"matchManagers": ["npm"], "enabled": False}],
    }
    built = settings_from(existing(options=options, has_repository_arguments=False))

    assert global_options(built) == options


def test_autodiscover_keeps_its_filter() -> None:
    options = {"platform": "github", "autodiscover": True, "autodiscoverFilter": "org/*"}
    built = settings_from(existing(options=options, repositories=()))

    assert global_options(built) == options | {"autodiscoverFilter": ["org/*"]}


@pytest.mark.parametrize(
    ("image", "reference", "is_changed"),
    [
        ("renovate/renovate:latest", "renovate/renovate:44.121.2", True),
        ("renovate/renovate", "renovate/renovate:44.121.2", True),
        ("renovate/renovate:44", "renovate/renovate:44.121.2", True),
        ("renovate/renovate:full", "renovate/renovate:44.121.2-full", True),
        ("r.example:5000/renovate:43.1.2", "r.example:5000/renovate:43.1.2", False),
        ("ghcr.io/renovatebot/renovate:43.1.2-full", None, False),
        (
            f"renovate/renovate@sha256:{'a' * 64}",
            f"renovate/renovate:latest@sha256:{'a' * 64}",
            False,
        ),
    ],
)
def test_an_image_that_moves_is_pinned_and_the_change_told(
    image: str,
    reference: str | None,
    is_changed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    deployment = existing(image=image)

    assert settings_from(deployment).image.reference == (reference or image)
    assert any("which moves" in change for change in draft_from(deployment).changes) == is_changed


def test_every_hardening_is_listed() -> None:
    changes = "\n".join(draft_from(existing()).changes)

    for word in ("12021", "read-only", "ServiceAccount", "limits", "NetworkPolicy", "restricted"):
        assert word in changes
    assert "LOG_FORMAT" in changes
    assert "Etc/UTC" in changes


def test_what_the_deployment_has_already_is_no_change() -> None:
    draft = draft_from(existing(time_zone="Europe/Stockholm", run_deadline=1800, log_format="json"))

    changes = "\n".join(draft.changes)
    assert "Etc/UTC" not in changes
    assert "activeDeadlineSeconds" not in changes
    assert "LOG_FORMAT" not in changes
    assert draft.settings["deadlines"] == {"run": 1800}


def test_without_a_recipient_the_secret_is_left_alone() -> None:
    built = settings_from(existing(sops_recipients=(), memory_limit="4Gi"))

    assert built.secret.managed is False
    assert built.resources.limits.memory == "4Gi"


def test_the_renovate_json_is_part_of_the_settings() -> None:
    repository = {"extends": ["config:recommended"]}
    built = settings_from(existing(repository=repository))

    assert json.dumps(built.repository) == json.dumps(repository)
