"""How groups are made alike where nobody asks for another way: behind claims and costs."""

ADJUST = "entropy"
