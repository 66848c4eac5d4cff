"""Words of the desk in templates."""
