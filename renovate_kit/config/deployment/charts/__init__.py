"""What other programs make of a few values: Helm charts of Renovate, and its operator.

installations    which objects install the chart, in which version and with which values
values           values that Helm merges
renovate_chart   the objects that the official chart makes of them
renovate_jobs    the objects that the Renovate operator makes of a RenovateJob
assembling       objects that nobody wrote, whose values keep the places where they were written
"""
