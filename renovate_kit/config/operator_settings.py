"""What the operator's own configuration allows the configs of repositories to do."""

from renovate_kit.config.massage import massage
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, track
from renovate_kit.config.reading import ReadConfig, read_config
from renovate_kit.config.subject import GlobalSettings
from renovate_kit.errors import InputError

__all__ = ["operator_settings"]


def operator_settings(raw: bytes, path: str, catalogue: Catalogue) -> GlobalSettings:
    """Return what a global config says on what other configs may do.

    What it doesn't say, or says in a way that Renovate doesn't understand, is as Renovate has it
    by default.

    Args:
        raw: the whole file.
        path: its name tells its syntax.
        catalogue: what the release of Renovate knows.

    Raises:
        InputError: the text is no config.
    """
    read = read_config(raw, path)
    if not isinstance(read, ReadConfig):
        place = f"{path}:{read.place.line}:{read.place.column}"
        raise InputError(f"{place}: {read.message}", hint=read.help or "mend the global config")
    try:
        data = massage(migrate(track(read.document.root), catalogue), catalogue)
    except UnmigratableError as error:
        raise InputError(f"{path}: {error}", hint="check it with `validate --as global`") from error
    config = data if isinstance(data, dict) else {}
    platform = config.get("platform")
    return GlobalSettings(
        allowed_env=_texts(config.get("allowedEnv"), ()),
        allowed_headers=_texts(config.get("allowedHeaders"), GlobalSettings().allowed_headers),
        platform=platform if isinstance(platform, str) else None,
        config_file_names=_texts(config.get("configFileNames"), ()),
        inherit_config_trusted=config.get("inheritConfigTrusted") is True,
    )


def _texts(value: Json, default: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list):
        return default
    return tuple(str(item) for item in value if isinstance(item, str))
