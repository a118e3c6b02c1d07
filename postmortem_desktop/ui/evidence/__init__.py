"""Evidence: the inbox beside the timeline, and the pane that brings more of it in."""
