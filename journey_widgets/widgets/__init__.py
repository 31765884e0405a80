"""How a facilitator works: the widgets, and the protocol between their pages and the journey."""
