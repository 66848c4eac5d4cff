"""Words of evidence in templates."""
