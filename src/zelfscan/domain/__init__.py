"""Pure knowledge: the instrument, a scan and what follows from it. No files, no screens, no Dutch."""
