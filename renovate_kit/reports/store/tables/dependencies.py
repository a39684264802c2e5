"""Dependencies, once for each state that they were in, and what was found out about them."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.tables.registry import (
    metadata,
    of_repository_run,
    position,
    repository,
    run,
)

__all__ = [
    "dependencies",
    "deprecations",
    "lookup_failures",
    "snapshot_members",
    "snapshots",
    "updates_found",
    "vulnerabilities",
    "vulnerability_ids",
    "vulnerability_sightings",
]

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of its dependencies"),
    Column("dependencies", Integer, nullable=False, comment="how many there are"),
    comment="All dependencies of a base branch; runs that found the same share it.",
)

dependencies = Table(
    "dependencies",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of its content"),
    Column("manager", String, nullable=False, comment="manager, such as `kubernetes`"),
    Column("package_file", String, nullable=False, comment="`packageFile`"),
    Column("dep_name", String, comment="`depName`"),
    Column("package_name", String, comment="`packageName`"),
    Column("datasource", String, comment="`datasource`"),
    Column("dep_type", String, comment="`depType`"),
    Column("versioning", String, comment="`versioning`"),
    Column("registry_url", String, comment="`registryUrl`"),
    Column("source_url", String, comment="`sourceUrl`"),
    Column("current_value", String, comment="what stands in the file"),
    Column("current_version", String, comment="version that it stands for"),
    Column("current_digest", String, comment="digest in the file"),
    Column("locked_version", String, comment="version in the lock file"),
    Column("released_at", UtcText, comment="release of the current version"),
    Column("age_days", Integer, comment="of it, where `released_at` is not known"),
    Column("newest_released_at", UtcText, comment="latest release of the package"),
    Column("skip_reason", String, comment="`skipReason`: why Renovate leaves it alone"),
    Column("warnings", String, nullable=False, comment="of its lookup, as a JSON list"),
    Column("deprecation", String, comment="what its author says"),
    Column("abandoned", Boolean, comment="whether Renovate thinks that it is"),
    Column("replacement", String, comment="package to take instead"),
    Column("vulnerability_fix_version", String, comment="version that mends a vulnerability"),
    Column("group", String, comment="`groupName`"),
    Column("looked_up", Boolean, nullable=False, comment="whether updates were looked for"),
    Index("dependencies_dep_name", "dep_name"),
    Index("dependencies_package_name", "package_name"),
    comment="A dependency in one package file, in one of its states (debug level).",
)

snapshot_members = Table(
    "snapshot_members",
    metadata,
    Column(
        "snapshot_id",
        ForeignKey("snapshots.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the snapshot",
    ),
    position("order within the snapshot, from 0"),
    Column(
        "dependency_id",
        ForeignKey("dependencies.id"),
        nullable=False,
        index=True,
        comment="the dependency",
    ),
    comment="Which dependencies make up a snapshot.",
    sqlite_with_rowid=False,
)

updates_found = Table(
    "updates_found",
    metadata,
    Column(
        "dependency_id",
        ForeignKey("dependencies.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the dependency",
    ),
    position("order in the log, from 0"),
    Column("update_type", String, comment="`updateType`, such as `minor`"),
    Column("new_version", String, comment="`newVersion`"),
    Column("new_value", String, comment="what would stand in the file"),
    Column("new_digest", String, comment="`newDigest`"),
    Column("branch", String, comment="branch that it goes to"),
    Column("released_at", UtcText, comment="release of the new version"),
    Column("age_days", Integer, comment="of it, where `released_at` is not known"),
    Column("is_breaking", Boolean, comment="`isBreaking`"),
    Column("pending_checks", Boolean, comment="whether it waits for `minimumReleaseAge` and such"),
    Column("pending_versions", String, comment="newer ones that wait, as a JSON list"),
    Column("merge_confidence", String, comment="Renovate's word, such as `high`"),
    Column("lib_years", Float, comment="how far the current version is behind this one"),
    comment="Updates that a lookup found for a dependency, before branches are made of them.",
    sqlite_with_rowid=False,
)

lookup_failures = Table(
    "lookup_failures",
    metadata,
    run(),
    position(),
    repository(),
    Column("datasource", String, comment="`datasource`"),
    Column("package_name", String, nullable=False, comment="`packageName`"),
    Column("reason", String, comment="Renovate's word, such as `no-result`"),
    Column("package_files", String, nullable=False, comment="that name it, as a JSON list"),
    Column("at", UtcText, comment="time of the record"),
    comment="Packages that Renovate could find nothing out about.",
    sqlite_with_rowid=False,
)

deprecations = Table(
    "deprecations",
    metadata,
    run(),
    position(),
    repository(),
    Column("datasource", String, comment="`datasource`"),
    Column("package_name", String, nullable=False, comment="`packageName`"),
    Column("message", String, comment="what its author says"),
    comment="Packages that are deprecated or have a replacement.",
    sqlite_with_rowid=False,
)

vulnerabilities = Table(
    "vulnerabilities",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of its content"),
    Column("package_name", String, nullable=False, comment="`packageName`"),
    Column("datasource", String, comment="`datasource`"),
    Column("severity", String, comment="`critical`, `high`, ...; NULL if untold"),
    Column("affected", String, comment="versions that it is about"),
    Column("fixed_version", String, comment="version that mends it"),
    Column("evidence", String, nullable=False, comment="who says so: `github-alerts`, `osv`, ..."),
    Column("summary", String, comment="title of the advisory"),
    comment="An advisory about a package, as Renovate knew it (debug level).",
)

vulnerability_ids = Table(
    "vulnerability_ids",
    metadata,
    Column(
        "vulnerability_id",
        ForeignKey("vulnerabilities.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the advisory",
    ),
    Column("advisory", String, primary_key=True, comment="its number, such as `CVE-2021-23337`"),
    Index("vulnerability_ids_advisory", "advisory"),
    comment="By which numbers an advisory goes.",
    sqlite_with_rowid=False,
)

vulnerability_sightings = Table(
    "vulnerability_sightings",
    metadata,
    of_repository_run(),
    Column(
        "vulnerability_id",
        ForeignKey("vulnerabilities.id"),
        primary_key=True,
        index=True,
        comment="the advisory",
    ),
    comment="Which runs knew of which advisories.",
    sqlite_with_rowid=False,
)
