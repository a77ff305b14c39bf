"""Analysis of how people work together: arrays in, frozen results out. No Django, files or clock."""
