"""The objects of managers.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.model import Model, spelled
from renovate_kit.config.models.package_rule import Manager


class Managers(Model):
    """The objects of managers, each by the manager's name."""

    ansible: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/ansible/"""
    ansible_galaxy: Manager | None = spelled("ansible-galaxy")
    """https://docs.renovatebot.com/modules/manager/ansible-galaxy/"""
    ant: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/ant/"""
    apm: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/apm/"""
    argocd: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/argocd/"""
    asdf: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/asdf/"""
    azure_pipelines: Manager | None = spelled("azure-pipelines")
    """https://docs.renovatebot.com/modules/manager/azure-pipelines/"""
    batect: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/batect/"""
    batect_wrapper: Manager | None = spelled("batect-wrapper")
    """https://docs.renovatebot.com/modules/manager/batect-wrapper/"""
    bazel: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/bazel/"""
    bazel_module: Manager | None = spelled("bazel-module")
    """https://docs.renovatebot.com/modules/manager/bazel-module/"""
    bazelisk: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/bazelisk/"""
    bicep: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/bicep/"""
    bitbucket_pipelines: Manager | None = spelled("bitbucket-pipelines")
    """https://docs.renovatebot.com/modules/manager/bitbucket-pipelines/"""
    bitrise: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/bitrise/"""
    buildkite: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/buildkite/"""
    buildpacks: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/buildpacks/"""
    bun: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/bun/"""
    bun_version: Manager | None = spelled("bun-version")
    """https://docs.renovatebot.com/modules/manager/bun-version/"""
    bundler: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/bundler/"""
    cake: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/cake/"""
    cargo: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/cargo/"""
    cdnurl: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/cdnurl/"""
    circleci: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/circleci/"""
    cloudbuild: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/cloudbuild/"""
    cocoapods: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/cocoapods/"""
    composer: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/composer/"""
    conan: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/conan/"""
    copier: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/copier/"""
    cpanfile: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/cpanfile/"""
    crossplane: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/crossplane/"""
    crow: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/crow/"""
    deno: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/deno/"""
    deps_edn: Manager | None = spelled("deps-edn")
    """https://docs.renovatebot.com/modules/manager/deps-edn/"""
    devbox: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/devbox/"""
    devcontainer: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/devcontainer/"""
    docker_compose: Manager | None = spelled("docker-compose")
    """https://docs.renovatebot.com/modules/manager/docker-compose/"""
    dockerfile: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/dockerfile/"""
    droneci: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/droneci/"""
    fleet: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/fleet/"""
    flux: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/flux/"""
    fvm: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/fvm/"""
    git_submodules: Manager | None = spelled("git-submodules")
    """https://docs.renovatebot.com/modules/manager/git-submodules/"""
    github_actions: Manager | None = spelled("github-actions")
    """https://docs.renovatebot.com/modules/manager/github-actions/"""
    gitlabci: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/gitlabci/"""
    gitlabci_include: Manager | None = spelled("gitlabci-include")
    """https://docs.renovatebot.com/modules/manager/gitlabci-include/"""
    glasskube: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/glasskube/"""
    gleam: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/gleam/"""
    gomod: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/gomod/"""
    gradle: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/gradle/"""
    gradle_wrapper: Manager | None = spelled("gradle-wrapper")
    """https://docs.renovatebot.com/modules/manager/gradle-wrapper/"""
    haskell_cabal: Manager | None = spelled("haskell-cabal")
    """https://docs.renovatebot.com/modules/manager/haskell-cabal/"""
    helm_requirements: Manager | None = spelled("helm-requirements")
    """https://docs.renovatebot.com/modules/manager/helm-requirements/"""
    helm_values: Manager | None = spelled("helm-values")
    """https://docs.renovatebot.com/modules/manager/helm-values/"""
    helmfile: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/helmfile/"""
    helmsman: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/helmsman/"""
    helmv3: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/helmv3/"""
    hermit: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/hermit/"""
    homeassistant_manifest: Manager | None = spelled("homeassistant-manifest")
    """https://docs.renovatebot.com/modules/manager/homeassistant-manifest/"""
    homebrew: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/homebrew/"""
    html: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/html/"""
    jenkins: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/jenkins/"""
    jsonnet_bundler: Manager | None = spelled("jsonnet-bundler")
    """https://docs.renovatebot.com/modules/manager/jsonnet-bundler/"""
    kotlin_script: Manager | None = spelled("kotlin-script")
    """https://docs.renovatebot.com/modules/manager/kotlin-script/"""
    kubernetes: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/kubernetes/"""
    kustomize: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/kustomize/"""
    leiningen: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/leiningen/"""
    maven: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/maven/"""
    maven_wrapper: Manager | None = spelled("maven-wrapper")
    """https://docs.renovatebot.com/modules/manager/maven-wrapper/"""
    meteor: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/meteor/"""
    mint: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/mint/"""
    mise: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/mise/"""
    mix: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/mix/"""
    nix: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/nix/"""
    nodenv: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/nodenv/"""
    npm: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/npm/"""
    nuget: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/nuget/"""
    nvm: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/nvm/"""
    ocb: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/ocb/"""
    osgi: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/osgi/"""
    pep621: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/pep621/"""
    pep723: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/pep723/"""
    pip_compile: Manager | None = spelled("pip-compile")
    """https://docs.renovatebot.com/modules/manager/pip-compile/"""
    pip_requirements: Manager | None = spelled("pip_requirements")
    """https://docs.renovatebot.com/modules/manager/pip_requirements/"""
    pip_setup: Manager | None = spelled("pip_setup")
    """https://docs.renovatebot.com/modules/manager/pip_setup/"""
    pipenv: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/pipenv/"""
    pixi: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/pixi/"""
    poetry: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/poetry/"""
    pre_commit: Manager | None = spelled("pre-commit")
    """https://docs.renovatebot.com/modules/manager/pre-commit/"""
    proto: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/proto/"""
    pub: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/pub/"""
    puppet: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/puppet/"""
    pyenv: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/pyenv/"""
    quadlet: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/quadlet/"""
    renovate_config: Manager | None = spelled("renovate-config")
    """https://docs.renovatebot.com/modules/manager/renovate-config/"""
    ruby_version: Manager | None = spelled("ruby-version")
    """https://docs.renovatebot.com/modules/manager/ruby-version/"""
    runtime_version: Manager | None = spelled("runtime-version")
    """https://docs.renovatebot.com/modules/manager/runtime-version/"""
    rust_toolchain: Manager | None = spelled("rust-toolchain")
    """https://docs.renovatebot.com/modules/manager/rust-toolchain/"""
    sbt: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/sbt/"""
    scalafmt: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/scalafmt/"""
    setup_cfg: Manager | None = spelled("setup-cfg")
    """https://docs.renovatebot.com/modules/manager/setup-cfg/"""
    smithy: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/smithy/"""
    sveltos: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/sveltos/"""
    swift: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/swift/"""
    tekton: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/tekton/"""
    terraform: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/terraform/"""
    terraform_version: Manager | None = spelled("terraform-version")
    """https://docs.renovatebot.com/modules/manager/terraform-version/"""
    terragrunt: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/terragrunt/"""
    terragrunt_version: Manager | None = spelled("terragrunt-version")
    """https://docs.renovatebot.com/modules/manager/terragrunt-version/"""
    tflint_plugin: Manager | None = spelled("tflint-plugin")
    """https://docs.renovatebot.com/modules/manager/tflint-plugin/"""
    travis: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/travis/"""
    typst: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/typst/"""
    unity3d: Manager | None = spelled("unity3d")
    """https://docs.renovatebot.com/modules/manager/unity3d/"""
    velaci: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/velaci/"""
    vendir: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/vendir/"""
    woodpecker: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/woodpecker/"""
    xcodegen: Manager | None = None
    """https://docs.renovatebot.com/modules/manager/xcodegen/"""
