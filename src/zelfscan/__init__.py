"""zelfscan: a self-scan in the terminal for Dutch school leaders."""

__version__ = "0.1.0"
