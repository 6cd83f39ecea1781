"""Counts and estimates from the records, one function a verb. Knows nothing of any screen."""
