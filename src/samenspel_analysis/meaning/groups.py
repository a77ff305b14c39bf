"""How many people must have answered before something of theirs is shown."""

MINIMUM_GROUP = 5  # before anything that carries spread: interval, verdict, state, distance
MINIMUM_MEAN = 3  # before a mean is shown, with everyone's consent
