"""How a report is laid out. A format is imported when it is used, and sees the report alone."""
