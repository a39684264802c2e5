"""What a rule about a deployment is: one class in one file, with its documentation and examples.

Its class docstring is its page, as for the rules about configs (`renovate_kit.config.rule`). Its
examples are manifests: `manifests.yaml` holds what the cluster gets, unless an example has files
of its own.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.diagnostics import Fix, Severity
from renovate_kit.config.document.located import Origin
from renovate_kit.config.options import Catalogue
from renovate_kit.config.rule import Invalid, Valid

if TYPE_CHECKING:
    from renovate_kit.config.effective import EffectiveConfig

__all__ = ["DeploymentFinding", "DeploymentRule", "DeploymentSubject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentSubject:
    """What deployment rules judge.

    Attributes:
        deployment: the workload and what is around it.
        effective: the global config that Renovate makes of its environment, files and arguments.
        catalogue: what the release of Renovate knows that the image holds, or the nearest one.
        kubernetes: the release of Kubernetes whose schemas hold; None for the newest one.
    """

    deployment: Deployment
    effective: "EffectiveConfig"
    catalogue: Catalogue
    kubernetes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentFinding:
    """What a rule about a deployment says.

    Attributes:
        origin: what the finding is about.
        message: what is wrong, one line, no full stop; no value of a Secret.
        help: how to mend it, one line; empty if the message says it all.
        at_key: whether to mark the key rather than the value, where there is a key.
        severity: how bad it is here, where that differs from the rule's severity.
        fix: how to mend it; its edits are those of the file of `origin`.
    """

    origin: Origin
    message: str
    help: str = ""
    at_key: bool = True
    severity: Severity | None = None
    fix: Fix | None = None


class DeploymentRule(ABC):
    """One thing that can be wrong with a deployment.

    Attributes:
        code: stable, `RK` and three digits; never used for anything else.
        name: kebab-case, names the bad pattern; also the module and the anchor in the docs.
        severity: unless the user chooses another.
        valid: manifests in which it finds nothing.
        invalid: manifests in which it finds exactly one thing.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    valid: ClassVar[tuple[Valid, ...]]
    invalid: ClassVar[tuple[Invalid, ...]]

    @abstractmethod
    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield what is wrong in `subject`."""
