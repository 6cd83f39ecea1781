"""`python -m analytics VERB ...`"""

import sys

from analytics.command_line import main

sys.exit(main(sys.argv[1:]))
