"""Notices and reports: written from the facts, reviewed, approved, issued."""
