"""The records of an incident: timeline, all parts, forms, corrections."""
