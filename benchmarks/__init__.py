"""How fast counting and loading are, as ratios measured in one run: `python -m benchmarks --help`."""
