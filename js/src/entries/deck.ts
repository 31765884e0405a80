/** What an exported deck carries as an inline script (`slides/deck_page.py`). */

import { start } from "../deck/start";

void start(document);
