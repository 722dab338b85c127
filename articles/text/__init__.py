"""PURE: what a sent text is. No Django, no database, no clock, no network."""
