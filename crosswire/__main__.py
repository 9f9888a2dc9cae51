"""`python -m crosswire` is the command line."""

import sys

from crosswire.terminal import main

if __name__ == "__main__":
    sys.exit(main())
