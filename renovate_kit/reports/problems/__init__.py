"""What goes wrong in runs: which problems are the same, what they mean, whether they are over.

Everything here is pure: the store's rows, or an ignore file's text, go in, and values come out.
"""
