"""`python -m analytics VERB ...`"""

import sys

from analytics.command_line import main
from analytics.stopping import stop_when_told

if __name__ == "__main__":
    stop_when_told()
    sys.exit(main(sys.argv[1:]))
