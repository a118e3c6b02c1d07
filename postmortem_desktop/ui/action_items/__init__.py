"""The step Actions: what will be done, what is parked, what was decided against."""
