"""Bytes from anywhere → a Message, and what its domain's owner says about it."""
