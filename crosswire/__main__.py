"""`python -m crosswire` is the command line."""

from crosswire.terminal import run

if __name__ == "__main__":
    run()
