"""What only host rules have.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import ArtifactAuth
from renovate_kit.config.models.model import Model, secret
from renovate_kit.config.models.names import Datasource, Platform
from renovate_kit.config.models.scalars import Amount, Number


class HostRuleOptions(Model):
    """What only host rules have."""

    abort_ignore_status_codes: list[Number] | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesabortignorestatuscodes"""
    abort_on_error: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesabortonerror"""
    artifact_auth: list[ArtifactAuth] | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesartifactauth"""
    auth_type: str | None = None
    """Default: `"Bearer"`. https://docs.renovatebot.com/configuration-options/#hostrulesauthtype"""
    concurrent_request_limit: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesconcurrentrequestlimit"""
    dns_cache: bool | None = None
    """Deprecated. https://docs.renovatebot.com/configuration-options/#hostrulesdnscache"""
    enable_http2: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#hostrulesenablehttp2"""
    headers: dict[str, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesheaders"""
    host_type: Datasource | Platform | str | None = None
    """https://docs.renovatebot.com/configuration-options/#hostruleshosttype"""
    https_certificate: str | None = None
    """https://docs.renovatebot.com/configuration-options/#hostruleshttpscertificate"""
    https_certificate_authority: str | None = None
    """https://docs.renovatebot.com/configuration-options/#hostruleshttpscertificateauthority"""
    https_private_key: str | None = secret()
    """https://docs.renovatebot.com/configuration-options/#hostruleshttpsprivatekey"""
    insecure_registry: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesinsecureregistry"""
    keep_alive: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#hostruleskeepalive"""
    match_host: str | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesmatchhost"""
    max_requests_per_second: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesmaxrequestspersecond"""
    max_retry_after: Amount | None = None
    """Default: `60`. https://docs.renovatebot.com/configuration-options/#hostrulesmaxretryafter"""
    read_only: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulesreadonly"""
    timeout: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#hostrulestimeout"""
