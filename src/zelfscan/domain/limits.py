"""How much of something a scan may hold."""

MAX_DEVELOPMENT_POINTS = 3
