"""Steps of that app."""
