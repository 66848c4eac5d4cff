"""Mails at the desk."""
