"""Charts as SVG: pure functions from typed numbers, which put words and numbers beside each."""
