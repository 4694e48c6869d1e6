"""What a round on one laptop adds to the scan: cover, facilitator, codes and their rules."""
