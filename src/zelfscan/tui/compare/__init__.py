"""The comparison: two scans of one leader, shown beside each other."""
