"""Kubernetes objects against the schemas of a Kubernetes release, offline."""

from renovate_kit.config.kubernetes.checking import ObjectCheck, check_object
from renovate_kit.config.kubernetes.problems import SchemaProblem
from renovate_kit.config.kubernetes.schemas import is_available, releases

__all__ = ["ObjectCheck", "SchemaProblem", "check_object", "is_available", "releases"]
