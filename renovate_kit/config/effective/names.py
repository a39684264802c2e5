"""Names of variables that set nothing, though somebody meant them to."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.effective.coercion import Remark
from renovate_kit.config.effective.environment import PREFIX, PreparedEnvironment, env_name
from renovate_kit.config.effective.former_options import former_option_of, names_of_today
from renovate_kit.config.effective.host_rules import credential_of
from renovate_kit.config.effective.inputs import EnvironmentVariable, Inputs
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.reporting import known_value, of_variable
from renovate_kit.config.options import Catalogue, nearest

__all__ = ["name_problems"]

_BEGINNING_OF_PREFIX: Final = "RENOV"
_EXPERIMENTS: Final = "RENOVATE_X_"
_ROLES: Final = {
    "TOKEN": "token",
    "ENDPOINT": "endpoint",
    "USERNAME": "username",
    "PASSWORD": "password",
}
_DETECTION: Final = "detectHostRulesFromEnv"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """Knows the names that count.

    Attributes:
        set_options: the options that something sets.
        detects_host_rules: whether credentials of hosts are read from variables.
    """

    catalogue: Catalogue
    set_options: AbstractSet[str]
    detects_host_rules: bool

    def remark(self, name: str, variable: EnvironmentVariable) -> tuple[str, Remark] | None:
        """Return the option that a variable was meant for, if any, and what is wrong with it."""
        if self.detects_host_rules and credential_of(name, self.catalogue):
            return None
        if name in self.catalogue.discarded_env_names:
            return self._discarded(name)
        if self._is_read(name):
            return None
        if name.startswith(PREFIX):
            return self._with_prefix(name, variable)
        return self._without_prefix(name)

    def _is_read(self, name: str) -> bool:
        catalogue = self.catalogue
        tables = (catalogue.options_by_env, catalogue.env_names, catalogue.child_env_names)
        return any(name in table for table in tables)

    def _discarded(self, name: str) -> tuple[str, Remark] | None:
        option = _ROLES[name.rpartition("_")[2]]
        if option in self.set_options:
            return None
        return option, Remark(kind=ProblemKind.DISCARDED_NAME, facts={"meant": env_name(option)})

    def _with_prefix(self, name: str, variable: EnvironmentVariable) -> tuple[str, Remark]:
        former = former_option_of(name, self.catalogue)
        if former is not None:
            meant = names_of_today(former, known_value(variable), self.catalogue)
            facts = {"meant": ", ".join(meant)} if meant else {}
            return former, Remark(kind=ProblemKind.UNMIGRATED_NAME, facts=facts)
        found = self._unreadable_option(name)
        return self._unknown(name) if found is None else found

    def _unreadable_option(self, name: str) -> tuple[str, Remark] | None:
        for option in self.catalogue.options.values():
            if option.env is None and env_name(option.name) == name:
                return option.name, Remark(kind=ProblemKind.NOT_SETTABLE_BY_ENV)
            if option.env and "-" in option.env and option.env.replace("-", "_") == name:
                facts = {"meant": option.env}
                return option.name, Remark(kind=ProblemKind.UNTYPABLE_NAME, facts=facts)
        return None

    def _unknown(self, name: str) -> tuple[str, Remark]:
        facts = {}
        # What all names have in common would make up for slips in the rest.
        known = [read.removeprefix(PREFIX) for read in self._read_with_prefix()]
        meant = nearest(name.removeprefix(PREFIX), known)
        if meant is not None:
            facts["meant"] = PREFIX + meant
        if credential_of(name, self.catalogue):
            facts["needs"] = _DETECTION
        return "", Remark(kind=ProblemKind.UNKNOWN_NAME, facts=facts)

    def _read_with_prefix(self) -> Iterable[str]:
        yield from self.catalogue.options_by_env
        for name in sorted(self.catalogue.env_names):
            if name.startswith(PREFIX) and name != _EXPERIMENTS:
                yield name

    def _without_prefix(self, name: str) -> tuple[str, Remark] | None:
        bare = name.upper().removeprefix(PREFIX)
        option = self.catalogue.options_by_env.get(PREFIX + bare)
        if option is not None:
            if option.name in self.set_options or credential_of(name, self.catalogue):
                return None
            facts = {"meant": PREFIX + bare}
            return option.name, Remark(kind=ProblemKind.MISSING_PREFIX, facts=facts)
        if name.upper().startswith(_BEGINNING_OF_PREFIX):
            meant = nearest(name, self.catalogue.options_by_env)
            if meant is not None:
                return "", Remark(kind=ProblemKind.UNKNOWN_NAME, facts={"meant": meant})
        return None


def name_problems(
    environment: PreparedEnvironment,
    inputs: Inputs,
    set_options: AbstractSet[str],
    catalogue: Catalogue,
    *,
    detects_host_rules: bool,
) -> Iterator[Problem]:
    """Yield the variables that set nothing, though their names look as if they should.

    A variable that a config file or another value speaks of has its use there.

    Args:
        environment: under the names of today.
        inputs: what else may use a variable.
        set_options: the options that something sets.
        catalogue: what the release knows.
        detects_host_rules: whether credentials of hosts are read from variables.
    """
    judge = _Judge(
        catalogue=catalogue, set_options=set_options, detects_host_rules=detects_host_rules
    )
    given = {id(variable) for variable in inputs.environment}
    used = _Uses(inputs)
    for name, variable in environment.variables.items():
        if id(variable) not in given:
            continue
        found = judge.remark(name, variable)
        if found is not None and not used.has(variable.name):
            option, remark = found
            yield of_variable(variable, remark, option=option)


class _Uses:
    """Where variables are spoken of by name: `process.env.NAME`, `$(NAME)`."""

    def __init__(self, inputs: Inputs) -> None:
        documents = [file.document for file in inputs.files]
        self._has_program = any(isinstance(one, SyntaxProblem) for one in documents)
        origins = [variable.origin for variable in inputs.environment]
        origins += [argument.origin for argument in inputs.arguments]
        documents += [one.document for one in origins if one is not None]
        readable = [one for one in documents if isinstance(one, Document)]
        self._texts = list({id(one): one.text for one in readable}.values())

    def has(self, name: str) -> bool:
        """Return whether a variable is spoken of, or may be in a program that can't be read."""
        if self._has_program and not name.startswith(PREFIX):
            return True
        word = re.escape(name)
        use = re.compile(rf"\benv(?:\?\.|\.|\[\s{{0,9}}['\"]){word}(?!\w)|\$\({word}\)")
        return any(use.search(text) for text in self._texts)
