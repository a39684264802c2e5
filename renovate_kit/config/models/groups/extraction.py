"""Where dependencies are looked for, and what happens to files.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import PostUpdateOption
from renovate_kit.config.models.custom_manager import CustomManager
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.names import EnabledManager
from renovate_kit.config.models.objects import PostUpgradeTasks, ToolSettings


class ExtractionOptions(Model):
    """Where dependencies are looked for, and what happens to files."""

    auto_replace_global_match: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#autoreplaceglobalmatch"""
    clone_submodules: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#clonesubmodules"""
    clone_submodules_filter: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#clonesubmodulesfilter"""
    composer_ignore_platform_reqs: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#composerignoreplatformreqs"""
    custom_managers: list[CustomManager] | None = None
    """https://docs.renovatebot.com/configuration-options/#custommanagers"""
    enabled_managers: list[EnabledManager] | None = None
    """https://docs.renovatebot.com/configuration-options/#enabledmanagers"""
    go_get_dirs: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#gogetdirs"""
    ignore_paths: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#ignorepaths"""
    ignore_plugins: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#ignoreplugins"""
    ignore_scripts: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#ignorescripts"""
    include_paths: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#includepaths"""
    post_update_options: list[PostUpdateOption] | None = None
    """https://docs.renovatebot.com/configuration-options/#postupdateoptions"""
    post_upgrade_tasks: PostUpgradeTasks | None = None
    """https://docs.renovatebot.com/configuration-options/#postupgradetasks"""
    skip_artifacts_update: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#skipartifactsupdate"""
    skip_installs: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#skipinstalls"""
    tool_settings: ToolSettings | None = None
    """https://docs.renovatebot.com/configuration-options/#toolsettings"""
