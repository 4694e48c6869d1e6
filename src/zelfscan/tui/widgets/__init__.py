"""Pieces that several screens or one large screen are built from."""
