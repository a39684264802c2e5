"""One typed settings file -> the tree of a right Renovate deployment; nothing is written here.

Settings come from `settings_reading`, `build` in `tree` makes the files of them, and
`reconciling` says what becomes of files that are there already. Import the modules themselves:
the settings are Pydantic models, which a command that needs none should not wait for.
"""
