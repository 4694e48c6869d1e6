"""The conversation with a filled-in scan, and the agreements that come of it."""
