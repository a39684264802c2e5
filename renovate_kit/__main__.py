"""`python -m renovate_kit`."""

from renovate_kit.cli import main

if __name__ == "__main__":
    main()
