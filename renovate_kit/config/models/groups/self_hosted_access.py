"""As whom a self-hosted Renovate works, and what configs may make it do.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import GitHook, GitUrl, InternalHostAccess, UnsafeExecution
from renovate_kit.config.models.model import Model, secret
from renovate_kit.config.models.names import Platform
from renovate_kit.config.models.scalars import Amount, OneOrMore


class SelfHostedAccessOptions(Model):
    """As whom a self-hosted Renovate works, and what configs may make it do."""

    allow_custom_crate_git_registries: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#allowcustomcrategitregistries"""
    allowed_commands: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#allowedcommands"""
    allowed_env: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#allowedenv"""
    allowed_headers: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#allowedheaders"""
    allowed_unsafe_executions: list[UnsafeExecution] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#allowedunsafeexecutions"""
    allow_plugins: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#allowplugins"""
    allow_scripts: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#allowscripts"""
    allow_shell_executor_for_post_upgrade_commands: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#allowshellexecutorforpostupgradecommands"""
    detect_global_manager_config: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#detectglobalmanagerconfig"""
    detect_host_rules_from_env: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#detecthostrulesfromenv"""
    encrypted_warning: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#encryptedwarning"""
    endpoint: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#endpoint"""
    expose_all_env: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#exposeallenv"""
    github_token_warn: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/self-hosted-configuration/#githubtokenwarn"""
    git_no_verify: OneOrMore[GitHook] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#gitnoverify"""
    git_private_key: str | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#gitprivatekey"""
    git_private_key_passphrase: str | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#gitprivatekeypassphrase"""
    git_timeout: Amount | None = None
    """Default: `0`. https://docs.renovatebot.com/self-hosted-configuration/#gittimeout"""
    git_url: GitUrl | None = None
    """Default: `"default"`. https://docs.renovatebot.com/self-hosted-configuration/#giturl"""
    internal_host_access: InternalHostAccess | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#internalhostaccess"""
    password: str | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#password"""
    platform: Platform | None = None
    """Default: `"github"`. https://docs.renovatebot.com/self-hosted-configuration/#platform"""
    private_key: str | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#privatekey"""
    private_key_old: str | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#privatekeyold"""
    private_key_path: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#privatekeypath"""
    private_key_path_old: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#privatekeypathold"""
    secrets: dict[str, str] | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#secrets"""
    token: str | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#token"""
    use_cloud_metadata_services: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#usecloudmetadataservices"""
    username: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#username"""
    variables: dict[str, str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#variables"""
