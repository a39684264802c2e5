"""The text of a config as it is written today."""

from renovate_kit.config.difference import differences
from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.edits import apply_edits
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.javascript import is_same
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import track
from renovate_kit.config.reading import ReadConfig, read_config
from renovate_kit.errors import InputError

__all__ = ["migrated_text"]


def migrated_text(raw: bytes, path: str, catalogue: Catalogue) -> tuple[str, str]:
    """Return the text of a config file and what it is after migration.

    Comments, order, indentation and line breaks stay; a byte order mark is part of both texts.

    Args:
        raw: the bytes of the file.
        path: tells the syntax by its end; for messages.
        catalogue: what the release knows.

    Raises:
        InputError: it is no config, or one that Renovate itself can't migrate.
    """
    document = _document(raw, path)
    if not isinstance(document.to_data(), dict):
        raise InputError(f"{path}: this is no object", hint="put the options between { and }")
    try:
        migrated = migrate(track(document.root), catalogue)
    except UnmigratableError as error:
        raise _input_error(document, error.message, error.pointer) from error
    found = differences(document, migrated)
    text = apply_edits(document.text, (edit for item in found for edit in item.edits))
    if not all(item.edits for item in found) or text.count(UNKNOWN) > document.text.count(UNKNOWN):
        hint = "`renovate-kit validate` shows what to change"
        raise InputError(f"{path}: too large a change for this kind of file", hint=hint)
    if not is_same(_document(text.encode(), path).to_data(), migrated):
        hint = "this is a fault of renovate-kit: please report it with the file"
        raise InputError(f"{path}: can't be rewritten without a change of meaning", hint=hint)
    mark = "\ufeff" * raw.startswith("\ufeff".encode())
    return mark + document.text, mark + text


def _document(raw: bytes, path: str) -> Document:
    read = read_config(raw, path)
    match read:
        case ReadConfig(document=document):
            return document
        case SyntaxProblem(message=message, place=place, help=advice):
            at = f"{path}:{place.line}:{place.column}"
            raise InputError(f"{at}: {message}", hint=advice or "mend its syntax first")


def _input_error(document: Document, message: str, pointer: Pointer) -> InputError:
    place = document.place_of(pointer, key=False)
    at = f"{document.path}:{place.line}:{place.column}"
    return InputError(f"{at}: {message}", hint="mend this first: Renovate itself gives up here")
