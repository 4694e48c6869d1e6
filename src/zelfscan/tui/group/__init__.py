"""The group view: one round of scans, read and shown in pages."""
