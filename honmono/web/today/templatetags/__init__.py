"""Words of clocks in templates."""
