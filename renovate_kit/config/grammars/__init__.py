"""The small languages inside Renovate's configuration: regexes, globs, schedules, time zones."""
