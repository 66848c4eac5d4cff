"""The sweep in the desk."""
