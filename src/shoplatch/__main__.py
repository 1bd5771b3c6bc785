"""`python -m shoplatch` is the same as `shoplatch`."""

from shoplatch.cli import main

if __name__ == "__main__":
    main()
