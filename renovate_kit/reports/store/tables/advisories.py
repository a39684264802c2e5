"""What vulnerability databases publish, and which runs of Renovate that were pruned knew of it."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.tables.registry import metadata, position, repository

__all__ = [
    "advisories",
    "advisory_aliases",
    "advisory_lookups",
    "advisory_ranges",
    "exploited",
    "vulnerability_history",
]


def _advisory() -> "Column[int]":
    return Column(
        "advisory_id",
        ForeignKey("advisories.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the advisory",
    )


advisories = Table(
    "advisories",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("advisory", String, nullable=False, unique=True, comment="number of the record"),
    Column("summary", String, comment="its title"),
    Column("severity", String, comment="`critical`, `high`, `moderate`, `low`; NULL if untold"),
    Column("cvss_score", Float, comment="0 to 10"),
    Column("cvss_vector", String, comment="as in `CVSS:3.1/AV:N/...`"),
    Column("published_at", UtcText, comment="when it was published"),
    Column("modified_at", UtcText, comment="when the record changed last"),
    Column("withdrawn_at", UtcText, comment="when it turned out to be none"),
    Column("source", String, nullable=False, comment="who published the record, such as `osv`"),
    comment="Records of vulnerability databases.",
)

advisory_aliases = Table(
    "advisory_aliases",
    metadata,
    _advisory(),
    Column("alias", String, primary_key=True, comment="another number of the same"),
    Index("advisory_aliases_alias", "alias"),
    comment="By which other numbers an advisory goes.",
    sqlite_with_rowid=False,
)

advisory_ranges = Table(
    "advisory_ranges",
    metadata,
    _advisory(),
    position("order in the record, from 0"),
    Column("ecosystem", String, nullable=False, comment="such as `npm` or `PyPI`"),
    Column("package_name", String, nullable=False, comment="the package"),
    Column("introduced", String, comment="first bad version; `0`: all from the beginning"),
    Column("fixed", String, comment="first good version"),
    Column("last_affected", String, comment="last bad version"),
    comment="Which versions an advisory is about.",
    sqlite_with_rowid=False,
)

advisory_lookups = Table(
    "advisory_lookups",
    metadata,
    Column("advisory", String, primary_key=True, comment="number that was asked for"),
    Column("asked_at", UtcText, nullable=False, comment="when it was asked for last"),
    Column("found", Boolean, nullable=False, comment="whether there was a record"),
    comment="When a vulnerability database was asked for which number.",
    sqlite_with_rowid=False,
)

exploited = Table(
    "exploited",
    metadata,
    Column("advisory", String, primary_key=True, comment="its CVE number"),
    Column("epss", Float, comment="probability of exploitation, 0 to 1, by FIRST"),
    Column("epss_on", String(10), comment="day of that figure"),
    Column("known_exploited_at", UtcText, comment="day of its entry in CISA's catalogue"),
    comment="How likely the exploitation of vulnerabilities is, for the numbers on record.",
    sqlite_with_rowid=False,
)

vulnerability_history = Table(
    "vulnerability_history",
    metadata,
    repository(primary_key=True),
    Column(
        "vulnerability_id",
        ForeignKey("vulnerabilities.id"),
        primary_key=True,
        index=True,
        comment="the advisory as Renovate knew it",
    ),
    Column("first_at", UtcText, comment="start of the first pruned run that knew of it"),
    Column("last_at", UtcText, comment="start of the last"),
    Column("runs", Integer, nullable=False, comment="pruned runs that knew of it"),
    comment="Which advisories runs knew of that were pruned.",
    sqlite_with_rowid=False,
)
