"""Bytes to domain and back: the catalog, result files, drafts."""
