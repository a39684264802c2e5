"""How the models are used, for mypy to check: what is wrong here must be an error to it.

An unused `type: ignore` is an error as well, so every one of these is needed.
"""

from typing import assert_type

from renovate_kit import GlobalConfig, HostRule, PackageRule, RenovateConfig
from renovate_kit.config.models import (
    Manager,
    PostUpgradeTasks,
    RegexManager,
    RepositoryEntry,
    UpdateTypeRule,
)
from renovate_kit.config.models.choices import RangeStrategy


def accepted() -> RenovateConfig:
    return RenovateConfig(
        schema_="https://docs.renovatebot.com/renovate-schema.json",
        extends=["config:recommended"],
        pr_hourly_limit=2,
        range_strategy="bump",
        constraints={"python": "3.12"},
        docker_compose=Manager(enabled=False),
        package_rules=[
            PackageRule(match_managers=["npm", "/^pip/"], major=UpdateTypeRule(automerge=False))
        ],
        host_rules=[HostRule(match_host="example.com", username="bot", timeout=60)],
        custom_managers=[
            RegexManager(
                custom_type="regex",
                manager_file_patterns=["/Makefile$/"],
                match_strings=["(?<depName>.*)=(?<currentValue>.*)"],
                datasource_template="docker",
            )
        ],
        post_upgrade_tasks=PostUpgradeTasks(commands=["make"], execution_mode="branch"),
    )


def accepted_of_operators() -> GlobalConfig:
    entry = RepositoryEntry(repository="org/two", labels=["bot"])
    return GlobalConfig(
        platform="gitlab",
        repositories=["org/one", entry],
        force=GlobalConfig(automerge=False),
        onboarding_config=accepted(),
    )


def types_of_attributes(config: RenovateConfig) -> None:
    assert_type(config.automerge, bool | None)
    assert_type(config.labels, list[str] | None)
    assert_type(config.range_strategy, RangeStrategy | None)
    assert_type(config.package_rules, list[PackageRule] | None)
    assert_type(RenovateConfig.model_validate({}), RenovateConfig)


def refused() -> None:
    RenovateConfig(automerge="yes")  # type: ignore[arg-type]
    RenovateConfig(range_strategy="bumb")  # type: ignore[arg-type]
    RenovateConfig(constraints={"pythn": "3.12"})  # type: ignore[dict-item]
    RenovateConfig(labels="bot")  # type: ignore[arg-type]
    RenovateConfig(prHourlyLimit=2)  # type: ignore[call-arg]
    RenovateConfig(match_managers=["npm"])  # type: ignore[call-arg]
    RenovateConfig(platform="github")  # type: ignore[call-arg]
    RenovateConfig(package_rules=[HostRule()])  # type: ignore[list-item]
    GlobalConfig(platform="githb")  # type: ignore[arg-type]
    HostRule(labels=["bot"])  # type: ignore[call-arg]
    RegexManager(custom_type="jsonata")  # type: ignore[arg-type,call-arg]
    RepositoryEntry()  # type: ignore[call-arg]
