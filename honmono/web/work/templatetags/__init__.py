"""Words of work in templates."""
