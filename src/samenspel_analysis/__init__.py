"""Analysis of how people work together: arrays in, frozen results out; no Django, files, clock."""
