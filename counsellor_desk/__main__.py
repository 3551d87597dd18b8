"""``python -m counsellor_desk``."""

import sys

from counsellor_desk.app import main

if __name__ == "__main__":
    sys.exit(main())
