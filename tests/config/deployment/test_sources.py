"""By which ways Renovate reaches a cluster from a checkout."""

import random
from pathlib import Path

import pytest

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.model import Source, SourceKind
from renovate_kit.config.deployment.sources import find_source, find_sources
from tests.config.deployment.kustomize_trees import random_tree, write_tree

JOB = """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: renovate
spec:
  schedule: ${SCHEDULE}
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: renovate
              image: renovate/renovate:41
"""
BASE = {
    "base/renovate/job.yaml": JOB,
    "base/renovate/kustomization.yaml": "resources: [job.yaml]\n",
    "base/kustomization.yaml": "resources: [renovate]\n",
    "staging/kustomization.yaml": "namespace: bots\nresources: [../base/renovate]\n",
}


def found(tmp_path: Path, files: dict[str, str], folder: str = ".") -> tuple[Source, ...]:
    top = tmp_path.resolve()
    write_tree(files, top)
    return find_sources(Path(folder), Checkout(top=top, shown_from=top))


def shown(sources: tuple[Source, ...]) -> list[tuple[str, str]]:
    return [(source.kind.value, source.path) for source in sources]


def flux(path: str, *, name: str = "bots", spec: str = "") -> str:
    return (
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n"
        f"metadata:\n  name: {name}\n  namespace: flux-system\nspec:\n  path: {path}\n"
        f"  sourceRef:\n    kind: GitRepository\n    name: flux-system\n{spec}"
    )


def test_a_base_that_an_overlay_builds_upon_is_no_source(tmp_path: Path) -> None:
    assert shown(found(tmp_path, BASE)) == [("kustomization", "staging")]


def test_what_nobody_builds_upon_is_a_source(tmp_path: Path) -> None:
    files = {name: text for name, text in BASE.items() if not name.startswith("staging")}

    assert shown(found(tmp_path, files)) == [("kustomization", "base")]


def test_several_overlays_are_several_sources(tmp_path: Path) -> None:
    files = {**BASE, "production/kustomization.yaml": "resources: [../base/renovate]\n"}

    assert shown(found(tmp_path, files)) == [
        ("kustomization", "production"),
        ("kustomization", "staging"),
    ]


def test_flux_takes_a_folder_with_all_that_it_adds(tmp_path: Path) -> None:
    spec = (
        "  targetNamespace: target\n  namePrefix: my-\n  decryption:\n    provider: sops\n"
        "  postBuild:\n    substitute:\n      SCHEDULE: '@daily'\n"
        "  images:\n  - name: renovate/renovate\n    newTag: '42'\n"
    )
    (source,) = found(tmp_path, {**BASE, "clusters/bots.yaml": flux("./staging", spec=spec)})

    (job,) = source.objects
    assert source.kind is SourceKind.FLUX
    assert source.path == "staging"
    assert source.decrypts is True
    assert source.origin is not None
    assert source.origin.path == "clusters/bots.yaml"
    assert job.text("metadata", "name") == "my-renovate"
    assert job.text("metadata", "namespace") == "target"
    assert job.text("spec", "schedule") == "@daily"
    pod = job.at("spec", "jobTemplate", "spec", "template", "spec")
    assert pod is not None
    assert pod.text("containers", 0, "image") == "renovate/renovate:42"
    namespace = job.at("metadata", "namespace")
    assert namespace is not None
    assert namespace.origin.path == "clusters/bots.yaml"


def test_flux_takes_a_folder_without_kustomization(tmp_path: Path) -> None:
    files = {
        "apps/renovate/job.yaml": JOB,
        "apps/renovate/values.yaml": "a: 1\n",
        "apps/other/kustomization.yaml": "resources: [map.yaml]\n",
        "apps/other/map.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
        "clusters/apps.yaml": flux("./apps"),
    }

    (source,) = found(tmp_path, files)

    assert shown((source,)) == [("flux", "apps")]
    assert [item.text("kind") for item in source.objects] == ["ConfigMap", "CronJob"]


def test_variables_come_from_config_maps_and_unknown_ones_stay(tmp_path: Path) -> None:
    spec = "  postBuild:\n    substituteFrom:\n    - kind: ConfigMap\n      name: vars\n"
    config_map = (
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: vars\n  namespace: flux-system\n"
        "data:\n  SCHEDULE: '@weekly'\n"
    )
    files = {**BASE, "clusters/bots.yaml": flux("./staging", spec=spec)}

    (without,) = found(tmp_path, files)
    (with_values,) = found(tmp_path, {**files, "clusters/vars.yaml": config_map})

    assert without.objects[0].text("spec", "schedule") == "${SCHEDULE}"
    assert [note.message for note in without.notes] == [
        "the variables in the ConfigMap vars are not known here",
        "the value of `${SCHEDULE}` is not known here",
    ]
    assert without.is_complete
    assert with_values.objects[0].text("spec", "schedule") == "@weekly"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("${A:=b}", "b"),
        ("x-${SET}", "x-1"),
        ("${SET}", 1),
        ("$${SET}", "${SET}"),
        ("$SET", "$SET"),
        ("${UNSET}-x", "-x"),
    ],
)
def test_variables_are_replaced_as_flux_does(
    tmp_path: Path, written: str, expected: str | int
) -> None:
    spec = "  postBuild:\n    substitute:\n      SET: '1'\n"
    files = {**BASE, "clusters/bots.yaml": flux("./staging", spec=spec)}
    files["base/renovate/job.yaml"] = JOB.replace("${SCHEDULE}", f'"{written}"')

    (source,) = found(tmp_path, files)

    value = source.objects[0].at("spec", "schedule")
    assert value is not None
    assert value.content == expected


def test_patches_of_the_outer_kustomization_of_flux_count(tmp_path: Path) -> None:
    patch = (
        "  patches:\n  - target:\n      kind: Kustomization\n    patch: |\n"
        "      apiVersion: kustomize.toolkit.fluxcd.io/v1\n      kind: Kustomization\n"
        "      metadata:\n        name: any\n      spec:\n        decryption:\n"
        "          provider: sops\n        targetNamespace: patched\n"
    )
    files = {
        **BASE,
        "apps/bots.yaml": flux("./staging"),
        "clusters/apps.yaml": flux("./apps", name="apps", spec=patch),
    }

    (source,) = found(tmp_path, files)

    assert source.decrypts is True
    assert source.objects[0].text("metadata", "namespace") == "patched"


def test_argo_cd_takes_a_folder_of_files(tmp_path: Path) -> None:
    application = (
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: bots}\n"
        "spec:\n  source: {repoURL: x, path: apps/renovate}\n"
        "  destination: {namespace: bots}\n"
    )

    sources = found(tmp_path, {"apps/renovate/job.yaml": JOB, "root/bots.yaml": application})

    assert shown(sources) == [("argocd", "apps/renovate")]
    assert sources[0].objects[0].text("metadata", "namespace") == "bots"


def test_files_that_nothing_takes_are_one_source_a_folder(tmp_path: Path) -> None:
    other = "apiVersion: v1\nkind: Secret\nmetadata: {name: token}\n"

    (source,) = found(tmp_path, {"a/job.yaml": JOB, "a/other.yaml": other, "b/x.yaml": other})

    assert shown((source,)) == [("files", "a")]
    assert [item.text("kind") for item in source.objects] == ["CronJob", "Secret"]


def test_a_single_file_says_nothing_of_what_else_there_is(tmp_path: Path) -> None:
    (source,) = found(tmp_path, {"a/job.yaml": JOB}, "a/job.yaml")

    assert source.kind is SourceKind.FILES
    assert not source.is_complete


def test_templates_of_charts_are_skipped(tmp_path: Path) -> None:
    files = {"chart/Chart.yaml": "name: renovate\n", "chart/templates/job.yaml": JOB}

    assert found(tmp_path, files) == ()


def test_mentions_alone_are_no_source(tmp_path: Path) -> None:
    files = {
        "a.yaml": "# renovate: datasource=docker\nkind: A\n",
        "b.yaml": "kind: Namespace\nmetadata: {name: renovate}\n",
        "renovate.json": '{"extends": ["config:recommended"]}',
    }

    assert found(tmp_path, files) == ()


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write_tree({"job.yaml": JOB}, tmp_path / "outside")
    top = tmp_path / "top"
    top.mkdir()
    (top / "link").symlink_to(tmp_path / "outside")
    (top / "file.yaml").symlink_to(tmp_path / "outside" / "job.yaml")
    (top / "circle").symlink_to(top)

    assert find_sources(top, Checkout(top=top.resolve())) == ()


def test_an_overlay_that_a_person_names_is_built_whatever_is_in_it(tmp_path: Path) -> None:
    top = tmp_path.resolve()
    write_tree({"kustomization.yaml": "resources: [missing.yaml]\n"}, top)

    source = find_source(top, Checkout(top=top, shown_from=top))

    assert source.kind is SourceKind.KUSTOMIZATION
    assert source.objects == ()
    assert not source.is_complete


def test_of_many_files_without_renovate_none_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "kind: ConfigMap\nmetadata: {name: a}\n" * 20
    write_tree(
        {f"d{i % 50}/f{i}.{'yaml' if i % 4 else 'txt'}": text for i in range(1000)}, tmp_path
    )
    parsed: list[str] = []
    monkeypatch.setattr(
        "renovate_kit.config.deployment.checkout.parse_manifests",
        lambda _, *, path: parsed.append(path),
    )

    sources = find_sources(tmp_path, Checkout(top=tmp_path.resolve()))

    assert (sources, parsed) == ((), [])


@pytest.mark.shared
def test_the_first_users_deployment_has_one_source(shared: Path) -> None:
    top = (shared / "pi-cluster").resolve()

    (source,) = find_sources(top, Checkout(top=top, shown_from=top))

    assert shown((source,)) == [("flux", "infrastructure/controllers/staging")]
    assert source.decrypts is True
    assert [item.text("kind") for item in source.objects] == [
        "Namespace",
        "ConfigMap",
        "Secret",
        "CronJob",
    ]
    assert source.notes == ()


@pytest.mark.parametrize("seed", range(0, 60, 20))
def test_damaged_checkouts_are_read_without_a_traceback(seed: int, tmp_path: Path) -> None:
    for number in range(seed, seed + 20):
        source = random.Random(number)  # noqa: S311 - it shall be repeatable
        top = (tmp_path / str(number)).resolve()
        write_tree({name: damaged(text, source) for name, text in random_tree(number).items()}, top)
        write_tree({"clusters/a.yaml": damaged(flux("./overlay"), source)}, top)

        sources = find_sources(top, Checkout(top=top, shown_from=top))

        assert all(source.objects or source.fails for source in sources)


def damaged(text: str, source: random.Random) -> str:
    bits = (
        "\0",
        '"\\0"',
        "~",
        "[]",
        "{}",
        "- ",
        "../",
        "&a",
        "*a",
        ":",
        "|",
        "{a: b}",
        "---",
        "\t",
    )
    if source.random() < 0.6:
        return text
    offset = source.randrange(len(text))
    return text[:offset] + source.choice(bits) + text[offset + source.randrange(12) :]


@pytest.mark.parametrize(
    ("path", "is_told"),
    [("./stagin", True), ("/stagging", True), ("./staging", False), ("./apps/elsewhere", False)],
)
def test_a_misspelt_path_of_flux_is_told_with_the_folder_that_is_meant(
    tmp_path: Path, path: str, *, is_told: bool
) -> None:
    (source,) = found(tmp_path, {**BASE, "clusters/bots.yaml": flux(path)})

    notes = [note for note in source.notes if note.is_warning]

    assert bool(notes) is is_told
    for note in notes:
        assert path in note.message
        assert "`staging` is" in note.message
        assert note.origin is not None
        assert note.origin.path == "clusters/bots.yaml"


def test_a_misspelt_path_of_an_application_is_told(tmp_path: Path) -> None:
    application = (
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: bots\n"
        "spec:\n  source:\n    repoURL: https://git.example/cluster\n    path: stagging\n"
    )
    (source,) = found(tmp_path, {**BASE, "apps/bots.yaml": application})

    assert ["Application" in note.message for note in source.notes] == [True]
