"""Pictures on events: taking them in, small on a strip or a card, large over the canvas."""
