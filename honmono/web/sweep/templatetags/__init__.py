"""Words of the sweep in templates."""
