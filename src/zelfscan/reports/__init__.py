"""From the domain to text and tables. Writes nothing itself."""
