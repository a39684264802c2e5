"""What kustomize makes of a folder, with the place of each value.

assembly   the build itself: what is gathered, in which order it is changed
fields     what may stand in a kustomization file
objects    an object with the names that it had; the changes are in modules of their own
real_kustomize  the real program, for the command line to compare with
"""

from renovate_kit.config.deployment.kustomize.assembly import KustomizeBuild, Overlay, build

__all__ = ["KustomizeBuild", "Overlay", "build"]
