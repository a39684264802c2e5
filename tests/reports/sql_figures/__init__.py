"""Every figure of a report, and the SQL query that it has to equal."""
