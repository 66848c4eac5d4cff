"""Words of answers in templates."""
