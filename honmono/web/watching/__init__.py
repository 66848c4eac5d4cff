"""Is the desk well?  For those who watch it by program: health, readiness, figures."""
