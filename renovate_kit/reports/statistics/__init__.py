"""From the store's rows to a report: pure functions, so the same rows give the same report."""
