"""How a map leaves the notebook: pictures, PowerPoint, a deck in one file. Made from the document, not the browser."""
