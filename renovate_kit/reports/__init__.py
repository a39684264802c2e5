"""After the run: what Renovate did, read from its logs, kept in a store, told in a report."""
