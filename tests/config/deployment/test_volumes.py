import pytest

from renovate_kit.config.deployment.config_files import config_documents
from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.inputs import effective_inputs
from renovate_kit.config.deployment.model import Deployment, Holder
from renovate_kit.config.deployment.volumes import mounts, unknown_folders
from renovate_kit.config.document import Document, SyntaxProblem
from tests.config.deployment.clusters import deployment

CONFIG = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: config}
    data:
      config.json: |
        {
          "platform": "gitea"
        }
      notes.txt: hello
"""
PROJECTED = (
    "projected: {sources: [{secret: {name: files}}, "
    "{configMap: {name: config, items: [{key: notes.txt, path: n}]}}]}"
)
CREDENTIALS = """
    apiVersion: v1
    kind: Secret
    metadata: {name: files}
    stringData:
      config.json: '{"token": "hunter2"}'
"""


def mounted(volume: str, mount: str, *others: str, container: str = "") -> Deployment:
    job = cron_job(
        pod=f"volumes:\n  - name: v\n    {volume}",
        container=f"volumeMounts:\n  - {{name: v, {mount}}}\n{container}",
    )
    return deployment(job, *others)


def paths(found: Deployment) -> list[str]:
    return [file.path for file in found.files]


@pytest.mark.parametrize(
    ("volume", "mount", "expected"),
    [
        (
            "configMap: {name: config}",
            "mountPath: /opt/renovate/",
            ["/opt/renovate/config.json", "/opt/renovate/notes.txt"],
        ),
        (
            "configMap: {name: config}",
            "mountPath: /usr/src/app/config.json, subPath: config.json",
            ["/usr/src/app/config.json"],
        ),
        (
            "configMap: {name: config, items: [{key: config.json, path: a/b.json}]}",
            "mountPath: /c",
            ["/c/a/b.json"],
        ),
        (
            "configMap: {name: config, items: [{key: config.json, path: a/b.json}]}",
            "mountPath: /c, subPath: a",
            ["/c/b.json"],
        ),
        ("configMap: {name: config}", "mountPath: /c, subPath: other", []),
        (
            PROJECTED,
            "mountPath: /p",
            ["/p/config.json", "/p/n"],
        ),
        ("secret: {secretName: files}", "mountPath: /s", ["/s/config.json"]),
        ("emptyDir: {}", "mountPath: /tmp", []),
    ],
)
def test_files_are_where_the_kubelet_puts_them(
    volume: str, mount: str, expected: list[str]
) -> None:
    found = mounted(volume, mount, CONFIG, CREDENTIALS)
    assert paths(found) == expected
    assert found.missing == ()


def test_the_content_of_a_secret_is_not_kept() -> None:
    (file,) = mounted("secret: {secretName: files}", "mountPath: /s", CREDENTIALS).files
    assert (file.holder, file.holder_name, file.content) == (Holder.SECRET, "files", None)


@pytest.mark.parametrize(
    ("volume", "kind", "name", "key"),
    [
        ("configMap: {name: confg}", "ConfigMap", "confg", None),
        ("secret: {secretName: gone}", "Secret", "gone", None),
        (
            "configMap: {name: config, items: [{key: config.jsn, path: c}]}",
            "ConfigMap",
            "config",
            "config.jsn",
        ),
        ("persistentVolumeClaim: {claimName: cache}", "PersistentVolumeClaim", "cache", None),
    ],
)
def test_what_a_volume_asks_for_in_vain(volume: str, kind: str, name: str, key: str | None) -> None:
    (missing,) = mounted(volume, "mountPath: /c", CONFIG).missing
    assert (missing.kind, missing.name, missing.key) == (kind, name, key)


def test_a_mount_tells_what_can_be_written_and_how_much() -> None:
    job = cron_job(
        pod="""
            volumes:
              - name: tmp
                emptyDir: {medium: Memory, sizeLimit: 2Gi}
              - name: cache
                persistentVolumeClaim: {claimName: cache}
              - name: config
                configMap: {name: config}
        """,
        container="""
            volumeMounts:
              - {name: tmp, mountPath: /tmp/}
              - {name: cache, mountPath: /cache, readOnly: true}
              - {name: config, mountPath: /config}
              - {name: gone, mountPath: /gone}
        """,
    )
    tmp, cache, config, gone = mounts(deployment(job, CONFIG))
    assert (tmp.path, tmp.kind, tmp.size_limit, tmp.is_in_memory) == (
        "/tmp",  # noqa: S108 - a path in a container
        "emptyDir",
        "2Gi",
        True,
    )
    assert (cache.kind, cache.claim, cache.is_read_only) == (
        "persistentVolumeClaim",
        "cache",
        True,
    )
    assert (tmp.is_read_only, config.is_read_only) == (False, True)
    assert (gone.kind, gone.volume) == (None, None)
    assert tmp.holds("/tmp/renovate")  # noqa: S108 - the same
    assert not tmp.holds("/tmpfs")  # noqa: S108 - the same


def test_files_can_be_unknown_where_no_manifest_fills_a_volume() -> None:
    job = cron_job(
        pod="""
            volumes:
              - {name: own, emptyDir: {}}
              - {name: shared, emptyDir: {}}
              - {name: cache, persistentVolumeClaim: {claimName: cache}}
              - {name: config, configMap: {name: config}}
            initContainers:
              - name: prepare
                image: busybox
                volumeMounts: [{name: shared, mountPath: /x}]
        """,
        container="""
            volumeMounts:
              - {name: own, mountPath: /own}
              - {name: shared, mountPath: /shared}
              - {name: cache, mountPath: /cache}
              - {name: config, mountPath: /config}
        """,
    )
    assert unknown_folders(deployment(job, CONFIG)) == ("/shared", "/cache")


class TestConfigDocuments:
    def test_a_config_has_its_places_in_the_manifest(self) -> None:
        found = mounted("configMap: {name: config}", "mountPath: /opt", CONFIG)
        (file,) = config_documents(found)
        assert file.path_in_container == "/opt/config.json"
        assert isinstance(file.document, Document)
        assert file.document.to_data() == {"platform": "gitea"}
        place = file.document.place_of(("platform",), key=False)
        line = file.document.text.splitlines()[place.line - 1]
        assert line[place.column - 1 : place.end_column - 1] == '"gitea"'
        assert file.document.is_editable

    def test_a_config_that_can_t_be_read_says_where(self) -> None:
        broken = CONFIG.replace('"gitea"', "gitea")
        found = mounted("configMap: {name: config}", "mountPath: /c", broken)
        (file,) = config_documents(found)
        assert isinstance(file.document, SyntaxProblem)
        lines = found.workload.origin.document.text.splitlines()
        assert lines[file.document.place.line - 1].strip() == '"platform": gitea'

    def test_a_folded_config_is_read_though_its_parts_have_no_places(self) -> None:
        folded = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: config}
            data:
              config.json: >-
                {"platform":
                "gitea"}
        """
        (file,) = config_documents(mounted("configMap: {name: config}", "mountPath: /c", folded))
        assert isinstance(file.document, Document)
        assert file.document.to_data() == {"platform": "gitea"}
        assert not file.document.is_editable

    def test_a_config_in_a_secret_is_there_but_not_known(self) -> None:
        found = mounted("secret: {secretName: files}", "mountPath: /s", CREDENTIALS)
        (file,) = config_documents(found)
        assert (file.document, file.is_secret) == (None, True)

    def test_the_name_that_a_variable_tells_is_a_config_whatever_it_is(self) -> None:
        found = mounted(
            "configMap: {name: config}",
            "mountPath: /usr/src/app/conf",
            CONFIG,
            container="env: [{name: RENOVATE_CONFIG_FILE, value: conf/notes.txt}]",
        )
        assert [file.path_in_container for file in config_documents(found)] == [
            "/usr/src/app/conf/config.json",
            "/usr/src/app/conf/notes.txt",
        ]
        assert effective_inputs(found).working_directory == "/usr/src/app"
