"""`python -m zelfscan` starts the same program as the `zelfscan` command."""

import sys

from zelfscan.cli import main

if __name__ == "__main__":
    sys.exit(main())
