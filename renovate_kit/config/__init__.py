"""Before the run: is the configuration right, where is it not, and how is it mended."""
