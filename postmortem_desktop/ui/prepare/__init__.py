"""The step Prepare: the incident's facts, its milestones, and the people."""
