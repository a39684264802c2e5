"""What kustomize makes of a folder: places, notes, and what it refuses."""

from pathlib import Path

import pytest

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.kustomize import KustomizeBuild, Overlay, build
from renovate_kit.config.deployment.kustomize.real_kustomize import (
    differences,
    is_safe_to_run,
    kubectl_build,
)
from renovate_kit.config.document.located import LocatedValue
from tests.config.deployment.kustomize_trees import write_tree

JOB = """\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: renovate
spec:
  schedule: "@hourly"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: renovate
              image: renovate/renovate:41
              envFrom:
                - configMapRef:
                    name: settings
"""


def built(tmp_path: Path, files: dict[str, str], folder: str = ".") -> KustomizeBuild:
    top = tmp_path.resolve()
    write_tree(files, top)
    return build(Path(folder), Checkout(top=top, shown_from=top))


def place(value: LocatedValue | None) -> str:
    assert value is not None
    return f"{value.origin.path}:{value.origin.line}"


def messages(result: KustomizeBuild) -> list[str]:
    return [note.message for note in result.notes]


def test_every_value_has_the_place_where_it_was_written(tmp_path: Path) -> None:
    result = built(
        tmp_path,
        {
            "base/job.yaml": JOB,
            "base/kustomization.yaml": "resources: [job.yaml]\n",
            "kustomization.yaml": (
                "namespace: bots\n"
                "namePrefix: my-\n"
                "resources: [base]\n"
                "images:\n"
                "  - name: renovate/renovate\n"
                "    newTag: '42'\n"
                "configMapGenerator:\n"
                "  - name: settings\n"
                "    literals:\n"
                "      - LOG_LEVEL=debug\n"
                "    files:\n"
                "      - config.json\n"
                "    envs:\n"
                "      - some.env\n"
                "patches:\n"
                "  - patch: |\n"
                "      apiVersion: batch/v1\n"
                "      kind: CronJob\n"
                "      metadata:\n"
                "        name: renovate\n"
                "      spec:\n"
                "        schedule: '@daily'\n"
                "  - target: {kind: CronJob}\n"
                "    path: suspend.yaml\n"
            ),
            "config.json": "{}\n",
            "some.env": "# nothing\nA=b\n",
            "suspend.yaml": "- op: add\n  path: /spec/suspend\n  value: true\n",
        },
    )

    settings, job = result.objects
    container = job.at("spec", "jobTemplate", "spec", "template", "spec", "containers", 0)
    assert container is not None
    assert result.notes == ()
    assert job.text("metadata", "name") == "my-renovate"
    assert place(job.at("metadata", "name")) == "base/job.yaml:4"
    assert place(job.at("metadata", "namespace")) == "kustomization.yaml:1"
    assert container.text("image") == "renovate/renovate:42"
    assert place(container.at("image")) == "kustomization.yaml:6"
    assert place(job.at("spec", "schedule")) == "kustomization.yaml:22"
    assert place(job.at("spec", "suspend")) == "suspend.yaml:3"
    assert place(settings.at("data", "LOG_LEVEL")) == "kustomization.yaml:10"
    assert place(settings.at("data", "config.json")) == "config.json:1"
    assert place(settings.at("data", "A")) == "some.env:2"
    name = settings.text("metadata", "name")
    assert name is not None
    assert name.startswith("my-settings-")
    assert container.text("envFrom", 0, "configMapRef", "name") == name


def test_kustomizations_are_given_from_the_outside_to_the_inside(tmp_path: Path) -> None:
    result = built(
        tmp_path,
        {
            "base/job.yaml": JOB,
            "base/kustomization.yaml": "resources: [job.yaml]\n",
            "top/kustomization.yaml": "resources: [../base]\n",
        },
        "top",
    )

    assert [item.origin.path for item in result.kustomizations] == [
        "top/kustomization.yaml",
        "base/kustomization.yaml",
    ]


def test_what_would_be_fetched_is_a_note_and_hides_objects(tmp_path: Path) -> None:
    result = built(
        tmp_path,
        {
            "job.yaml": JOB,
            "kustomization.yaml": (
                "resources:\n- job.yaml\n- https://example.com/a.yaml\n"
                "- github.com/a/b//c?ref=d\n"
                "patches:\n- patch: |\n    apiVersion: v1\n    kind: Pod\n    metadata:\n"
                "      name: unknown\n"
            ),
        },
    )

    assert [item.text("kind") for item in result.objects] == ["CronJob"]
    assert not result.fails
    assert all(note.hides_objects for note in result.notes)
    assert len(result.notes) == 3
    assert not is_safe_to_run(result)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "resource: [job.yaml]\n",
            "kustomize knows no field `resource`, did you mean `resources`?",
        ),
        ("resources: job.yaml\n", "`resources` must be a list"),
        ("resources: [missing.yaml]\n", "`missing.yaml`: no such file or folder"),
        (
            "resources: [job.yaml, job.yaml]\n",
            "CronJob renovate is there twice, also from job.yaml:1",
        ),
        ("resources: [.]\n", "`.` contains the folder that names it"),
        ("- a\n", "a kustomization must be a mapping of names to values"),
        ("", "the kustomization is empty"),
        ("kind: Deployment\nresources: [job.yaml]\n", "`kind` must be Kustomization or Component"),
        (
            "resources: [job.yaml]\nimages: [{name: a, newTag: 1.0}]\n",
            "`images[0].newTag` must be a text, put it in quotes",
        ),
        (
            "resources: [job.yaml]\nconfigMapGenerator: [{name: a, literals: [b]}]\n",
            "a literal is `key=value`",
        ),
        (
            "resources: [job.yaml]\npatches: [{target: {kind: '['}, patch: '[]'}]\n",
            "`[` is no regular expression",
        ),
    ],
)
def test_what_kustomize_refuses_is_an_error_with_a_place(
    tmp_path: Path, text: str, message: str
) -> None:
    result = built(tmp_path, {"job.yaml": JOB, "kustomization.yaml": text})

    assert result.fails
    assert message in messages(result)
    assert all(note.origin is not None for note in result.notes)


def test_a_file_outside_of_the_folder_is_refused_but_a_folder_is_not(tmp_path: Path) -> None:
    files = {
        "job.yaml": JOB,
        "base/job.yaml": JOB,
        "base/kustomization.yaml": "resources: [job.yaml]\n",
        "file/kustomization.yaml": "resources: [../job.yaml]\n",
        "folder/kustomization.yaml": "resources: [../base]\n",
    }

    assert built(tmp_path, files, "file").fails
    assert not built(tmp_path, files, "folder").fails
    top = tmp_path.resolve()
    as_flux = build(Path("file"), Checkout(top=top), Overlay(restricts_files=False))
    assert not as_flux.fails


def test_two_kustomization_files_in_one_folder_are_refused(tmp_path: Path) -> None:
    text = "resources: [job.yaml]\n"
    result = built(
        tmp_path,
        {"job.yaml": JOB, "kustomization.yaml": text, "kustomization.yml": text},
    )

    (note,) = result.notes
    assert note.is_error
    assert note.path == "."
    assert "more than one kustomization file" in note.message


def test_paths_and_links_that_leave_the_checkout_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write_tree({"secret.yaml": JOB, "kustomization.yaml": "resources: [secret.yaml]\n"}, outside)
    top = (tmp_path / "top").resolve()
    write_tree(
        {"kustomization.yaml": "resources: [../outside, link, link/secret.yaml, circle]\n"}, top
    )
    (top / "link").symlink_to(outside)
    (top / "circle").symlink_to(top / "circle")

    result = build(top, Checkout(top=top, shown_from=top))

    assert result.objects == ()
    assert len(result.notes) == 4
    assert not any("renovate" in message for message in messages(result))


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nkind: !!python/object:os.system X\n",
        "kind: A\nkind: B\nmetadata: {name: a}\n",
        "kind: A\nmetadata: {name: a}\nx: " + "[" * 400 + "]" * 400 + "\n",
        "kind: {{ .Values.kind }}\n",
        "\x00",
        "just text\n",
        "[]\n",
        "kind: List\nitems: 3\n",
        "kind: A\n",
    ],
    ids=str,
)
def test_strange_files_are_notes(tmp_path: Path, text: str) -> None:
    result = built(
        tmp_path,
        {
            "strange.yaml": text,
            "job.yaml": JOB,
            "kustomization.yaml": "resources: [strange.yaml, job.yaml]\n",
        },
    )

    assert [item.text("kind") for item in result.objects] == ["CronJob"]
    assert result.fails


def test_an_exponential_tree_ends(tmp_path: Path) -> None:
    files = {"f0/a.yaml": JOB, "f0/kustomization.yaml": "resources: [a.yaml]\n"}
    for number in range(1, 25):
        below = f"resources: [../f{number - 1}]\n"
        files[f"f{number}/kustomization.yaml"] = below.replace("]", f", ../g{number - 1}]")
        files[f"g{number - 1}/kustomization.yaml"] = (
            f"namePrefix: a-\nresources: [../f{number - 1}]\n"
        )

    result = built(tmp_path, files, "f24")

    assert any("kustomizations take part" in message for message in messages(result))


def test_a_secret_from_an_encrypted_file_is_noted(tmp_path: Path) -> None:
    result = built(
        tmp_path,
        {
            "token.env": "RENOVATE_TOKEN=ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops_mac=x\n",
            "kustomization.yaml": "secretGenerator: [{name: token, envs: [token.env]}]\n",
        },
    )

    (secret,) = result.objects
    assert "RENOVATE_TOKEN" in secret.fields("data")
    (note,) = result.notes
    assert "encrypted by SOPS" in note.message
    assert not note.hides_objects
    assert not note.is_error


def test_octal_numbers_are_read_as_kubernetes_reads_them(tmp_path: Path) -> None:
    text = "apiVersion: v1\nkind: A\nmetadata: {name: a}\nspec: {mode: 0644, text: '0644'}\n"
    result = built(tmp_path, {"a.yaml": text, "kustomization.yaml": "resources: [a.yaml]\n"})

    (item,) = result.objects
    assert item.to_data() == {
        "apiVersion": "v1",
        "kind": "A",
        "metadata": {"name": "a"},
        "spec": {"mode": 420, "text": "0644"},
    }


def test_differences_name_objects_and_places_but_no_values(tmp_path: Path) -> None:
    result = built(tmp_path, {"a.yaml": JOB, "kustomization.yaml": "resources: [a.yaml]\n"})
    (job,) = result.objects
    other = job.to_data()
    assert isinstance(other, dict)
    assert isinstance(other["spec"], dict)
    other["spec"]["schedule"] = "s3cret"

    assert differences(result.objects, (other,)) == (
        "CronJob renovate differs from what kubectl kustomize makes at `spec.schedule`",
    )
    assert differences((), (other,)) == (
        "CronJob renovate is only in what kubectl kustomize makes",
    )


def test_without_kubectl_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert kubectl_build(tmp_path, kubectl=str(tmp_path / "kubectl")) is None


def test_names_that_no_file_can_have_are_notes(tmp_path: Path) -> None:
    result = built(tmp_path, {"kustomization.yaml": 'resources: ["a\\0b", "\\ud800"]\n'})

    assert result.objects == ()
    assert result.fails


def test_a_pattern_that_runs_away_does_not(tmp_path: Path) -> None:
    name = "a" * 60
    job = JOB.replace("name: renovate\nspec", f"name: {name}\nspec")
    text = (
        "resources: [job.yaml]\n"
        "patches: [{target: {name: '(a+)+b'}, patch: '- {op: remove, path: /spec}'}]\n"
    )
    result = built(tmp_path, {"job.yaml": job, "kustomization.yaml": text})

    (note,) = result.notes
    assert note.is_warning
    assert "no object fits" in note.message
    assert result.objects[0].at("spec") is not None


def test_a_list_in_brackets_must_be_json_as_for_kustomize(tmp_path: Path) -> None:
    patch = "'[{op: remove, path: /spec}]'"
    text = f"resources: [job.yaml]\npatches: [{{target: {{kind: CronJob}}, patch: {patch}}}]\n"
    (note,) = built(tmp_path, {"job.yaml": JOB, "kustomization.yaml": text}).notes
    assert note.is_error
    assert "must be JSON" in note.message


def test_a_patch_without_the_namespace_says_so(tmp_path: Path) -> None:
    job = JOB.replace("name: renovate\nspec", "name: renovate\n  namespace: bots\nspec")
    patch = (
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: renovate}\nspec: {suspend: true}\n"
    )
    files = {
        "job.yaml": job,
        "patch.yaml": patch,
        "kustomization.yaml": "resources: [job.yaml]\npatches: [{path: patch.yaml}]\n",
    }
    (note,) = built(tmp_path, files).notes
    assert note.is_error
    assert "the namespace `bots`, name it too" in note.message


def test_a_diamond_of_kustomizations_is_refused(tmp_path: Path) -> None:
    files = {"leaf/kustomization.yaml": "resources: [job.yaml]\n", "leaf/job.yaml": JOB}
    below: tuple[str, ...] = ("leaf",)
    for level in range(12):
        for side in "ab":
            entries = ", ".join(f"../{name}" for name in below)
            text = f"namePrefix: {side}-\nresources: [{entries}]\n"
            files[f"{side}{level}/kustomization.yaml"] = text
        below = (f"a{level}", f"b{level}")
    files["kustomization.yaml"] = f"resources: [{', '.join(below)}]\n"
    (note,) = (note for note in built(tmp_path, files).notes if note.is_error)
    assert "too many kustomizations take part" in note.message


def test_ten_thousand_documents_are_built(tmp_path: Path) -> None:
    objects = (
        f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: m{i}}}\n" for i in range(10_000)
    )
    result = built(
        tmp_path,
        {
            "maps.yaml": "---\n".join(objects),
            "kustomization.yaml": "resources: [maps.yaml]\nnamePrefix: a-\n",
        },
    )

    assert len(result.objects) == 10_000
    assert result.notes == ()
