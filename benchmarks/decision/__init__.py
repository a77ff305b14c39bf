"""Speed of counting decisions, beside other libraries where those can be installed."""
