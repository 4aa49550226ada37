"""The people import: from a file somebody exported to a plan somebody can read.

Read (`reading`), recognise the columns (`recognising`), take each row as a person (`listing`), find
them here (`matching`), find their managers (`reporting_lines`), and say what would change
(`planning`). Nothing here touches the database; pay, health and the like are dropped on reading.
"""
