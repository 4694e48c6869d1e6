"""The steps of the scan, a file each: a screen with what only that screen uses."""
