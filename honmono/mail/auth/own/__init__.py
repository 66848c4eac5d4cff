"""Own proof."""
