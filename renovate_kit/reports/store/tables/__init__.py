"""The tables, by subject. Everybody imports them from `renovate_kit.reports.store.schema`."""
