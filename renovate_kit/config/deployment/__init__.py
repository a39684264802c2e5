"""What a cluster runs Renovate with: manifests, as they are put together before they get there.

checkout   which files there are, and what they hold; nothing outside is read
kustomize  what a folder with a kustomization comes to, each value with its place
sources    what reaches the cluster at all: overlays, Flux, Argo CD, loose files
workloads  which objects run Renovate, and what its container is given
rules      what can be wrong with that
"""
