"""`python -m journey_widgets.cli`."""

import sys

from journey_widgets.cli import main

sys.exit(main())
