"""The board and its curve drawn as SVG, from the document alone: no browser, no engine, no font of the machine's."""
