"""What findings look like: pure functions from checked files to text."""
