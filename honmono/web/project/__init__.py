"""The Django project: settings, addresses, and where state lies."""
