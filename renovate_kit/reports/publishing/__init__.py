"""Finished reports to where people see them: issues, commits, and summaries of jobs."""
