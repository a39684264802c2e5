"""Runs in words: pure functions from what is known of a run to what a person is told."""
