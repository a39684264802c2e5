"""What Renovate fails at, ignores, or takes otherwise than it was meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from renovate_kit.config.document.located import Origin

__all__ = ["Problem", "ProblemKind"]


class ProblemKind(StrEnum):
    """One way in which what somebody wrote is not what Renovate runs with.

    `name` and `facts` of the `Problem` are as told here; a fact that is not known is missing.
    """

    # Names of environment variables

    UNKNOWN_NAME = "unknown-name"
    """A name that begins with `RENOVATE_` and that Renovate reads nowhere: silently ignored.

    Facts: `meant`, the nearest name that is read; `needs`, the option without which it is no
    credential of a host.
    """

    MISSING_PREFIX = "missing-prefix"
    """An option's variable without `RENOVATE_`, or in another case: silently ignored.

    Only where nothing else sets the option. Facts: `option`; `meant`, the name that is read.
    """

    UNMIGRATED_NAME = "unmigrated-name"
    """The variable of a former option. Files are migrated, variables are not: silently ignored.

    Facts: `option`, the former option; `meant`, the name of today, if there is one.
    """

    RENAMED_NAME = "renamed-name"
    """The former name of a variable that Renovate still reads.

    Facts: `meant`, the name of today.
    """

    PROMOTED_NAME = "promoted-name"
    """The variable of an experiment that has become an option; it overrides that option's own.

    Facts: `meant`, the name of today.
    """

    DISCARDED_NAME = "discarded-name"
    """A platform's variable that sets no option of Renovate, as `GITHUB_TOKEN`.

    Only where nothing sets the option that was probably meant. Facts: `option`; `meant`, the name
    that sets it.
    """

    NOT_SETTABLE_BY_ENV = "not-settable-by-env"
    """The variable that an option would have, if one could set it: silently ignored.

    Facts: `option`.
    """

    UNTYPABLE_NAME = "untypable-name"
    """A manager's variable with `_` where Renovate expects `-`: silently ignored.

    Facts: `option`; `meant`, the name that is read, which shells can't set but manifests can.
    """

    # Values of environment variables

    EMPTY_VALUE = "empty-value"
    """An empty value is no value: the option stays as it is without it. Facts: `option`."""

    INVALID_BOOLEAN = "invalid-boolean"
    """Neither `true` nor `false`, exactly so written: fatal.

    Facts: `option`; `meant`, what it probably means.
    """

    INVALID_JSON = "invalid-json"
    """An object that is no JSON5: fatal. Facts: `option`."""

    IGNORED_LIST = "ignored-list"
    """A list of objects (`hostRules`, `customManagers`) that is no JSON5 list: silently ignored.

    Facts: `option`; `reason`, `syntax` or `type`.
    """

    NOT_A_NUMBER = "not-a-number"
    """An integer that does not begin with digits: it becomes NaN. Facts: `option`."""

    PARTLY_A_NUMBER = "partly-a-number"
    """An integer of which only the beginning is read: `10abc` is 10. Facts: `option`, `read`."""

    TORN_LIST = "torn-list"
    """A list that looks like JSON or a regular expression, but is taken apart at its commas.

    Facts: `option`; `pieces`, how many it becomes.
    """

    SCALAR_FOR_LIST = "scalar-for-list"
    """A list that is JSON, but no list: a number, a text, an object or null.

    Facts: `option`; `type`, of the JSON value.
    """

    WRONG_JSON_TYPE = "wrong-json-type"
    """An object that is JSON, but no object. Facts: `option`; `type`, of the JSON value."""

    UNSUPPORTED_VALUE = "unsupported-value"
    """A text that is none of those that the option can be; Renovate takes it as it is.

    Facts: `option`; `allowed`, separated by `, `; `meant`, the nearest of them.
    """

    CONVERTED_VALUE = "converted-value"
    """A value of a former type that Renovate converts, with a warning: `RENOVATE_DRY_RUN=true`.

    Facts: `option`; `becomes`.
    """

    SURROUNDING_BLANKS = "surrounding-blanks"
    """A text with blanks or line breaks around it, which Renovate takes as they are.

    Facts: `option`.
    """

    REPOSITORIES_WITH_BLANKS = "repositories-with-blanks"
    """Repositories that are separated by blanks instead of commas: they count as one.

    Facts: `repository`.
    """

    # Texts of configs

    INVALID_RENOVATE_CONFIG = "invalid-renovate-config"
    """`RENOVATE_CONFIG` is no JSON5, or nothing that can be a config: fatal.

    Facts: `reason`; `line` and `column` in the value.
    """

    UNREADABLE_FILE = "unreadable-file"
    """A config file that can't be read as what its name says: fatal. Facts: `reason`."""

    UNJUDGED_FILE = "unjudged-file"
    """A config file that is a program, of which only running it would tell the config.

    Facts: `reason`.
    """

    MISSING_FILE = "missing-file"
    """A config file that is named but does not exist: fatal."""

    UNSUPPORTED_FILE_TYPE = "unsupported-file-type"
    """A config file with an extension that Renovate does not read: fatal. Facts: `extension`."""

    UNMIGRATABLE_CONFIG = "unmigratable-config"
    """A config at which Renovate's migration or merging breaks off: fatal. Facts: `reason`."""

    UNEXPORTED_VARIABLE = "unexported-variable"
    """A value in `processEnv` of a config file that is no text or an empty one: not exported.

    Renovate logs an error, and therefore ends its run with exit code 1.
    """

    DELETED_FILE = "deleted-file"
    """`deleteConfigFile` removes the config file: a mounted one can't be removed.

    Facts: `option`.
    """

    SHADOWED_FILE = "shadowed-file"
    """A config file is mounted where Renovate does not look. Facts: `meant`, the variable."""

    # Command line

    UNKNOWN_FLAG = "unknown-flag"
    """A flag that Renovate does not have: fatal. Facts: `meant`, the nearest flag."""

    NOT_SETTABLE_BY_FLAG = "not-settable-by-flag"
    """The flag that an option would have, if one could set it: fatal. Facts: `option`."""

    MISSING_FLAG_VALUE = "missing-flag-value"
    """A flag that needs a value and has none: fatal. Facts: `option`."""

    RENAMED_FLAG = "renamed-flag"
    """The former form of a flag that Renovate still reads. Facts: `meant`."""

    IGNORED_FLAG = "ignored-flag"
    """A former flag that Renovate leaves out."""

    INFORMATION_FLAG = "information-flag"
    """`--help` or `--version`: Renovate prints that and ends, with exit code 0."""

    REPOSITORIES_OVERRIDDEN = "repositories-overridden"
    """Repositories on the command line replace those that are set elsewhere."""

    # What the options say together

    UNKNOWN_PRESET = "unknown-preset"
    """A preset of `globalExtends` that can't be looked up here. `name` is the preset."""

    UNRESOLVABLE_PRESET = "unresolvable-preset"
    """A preset of `globalExtends` at which Renovate breaks off: fatal. Facts: `reason`."""

    INVALID_SECRETS = "invalid-secrets"
    """`secrets` or `variables` that are no object of texts, or with a name that may not be: fatal.

    Facts: `reason`, `name` or `type`; `key`, the one that is wrong.
    """

    UNKNOWN_TEMPLATE_NAME = "unknown-template-name"
    """`{{ secrets.X }}` or `{{ variables.X }}` with an X that there is not, or where it may not
    be: fatal. Facts: `option`; `template`.
    """

    UNKNOWN_PLATFORM = "unknown-platform"
    """A platform that Renovate does not know: fatal. Facts: `meant`; `allowed`."""

    MISSING_CREDENTIALS = "missing-credentials"
    """The platform needs a token, or a user name and a password: fatal. Facts: `platform`."""

    CONFLICTING_CREDENTIALS = "conflicting-credentials"
    """The platform takes a password or a token, and there are both: fatal. Facts: `platform`."""

    MISSING_ENDPOINT = "missing-endpoint"
    """The platform needs an endpoint: fatal. Facts: `platform`."""

    INVALID_ENDPOINT = "invalid-endpoint"
    """The endpoint is no URL: fatal. Facts: `platform`."""

    INVALID_GIT_AUTHOR = "invalid-git-author"
    """`gitAuthor` is no `Name <address>`: fatal."""

    NO_REPOSITORIES = "no-repositories"
    """No repositories and no `autodiscover`: Renovate warns, and ends with nothing done."""

    REPOSITORIES_IN_LOCAL_MODE = "repositories-in-local-mode"
    """Repositories, though the platform is `local`: fatal."""

    UNPARSABLE_HOST_RULE = "unparsable-host-rule"
    """A variable that `detectHostRulesFromEnv` can't read: a host needs two parts at least."""

    # Logging

    INVALID_LOG_LEVEL = "invalid-log-level"
    """None of trace, debug, info, warn, error, fatal: fatal. Facts: `allowed`."""

    LOWERED_LOG_FILE = "lowered-log-file"
    """`LOG_FILE` is lower-cased: the log goes to another file. Facts: `becomes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem.

    Attributes:
        kind: what is wrong.
        name: of the variable, the flag, the file or the option that it is about.
        origin: where that was written; None if nobody wrote it.
        value: what it is set to, without secrets; None if that is not known or not to be shown.
        facts: what a message needs beside; see `ProblemKind`.
        exit_code: with which Renovate ends because of it; None if it goes on. It is 0 where
            Renovate ends content, but without having done its work.
    """

    kind: ProblemKind
    name: str
    origin: Origin | None
    value: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    exit_code: int | None = None

    @property
    def is_fatal(self) -> bool:
        """Whether Renovate fails because of it before it gets to work."""
        return bool(self.exit_code)

    @property
    def ends_run(self) -> bool:
        """Whether Renovate ends because of it before it gets to work, be it without a failure."""
        return self.exit_code is not None
