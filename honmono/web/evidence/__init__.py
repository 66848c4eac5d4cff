"""Originals, the log, bundles."""
