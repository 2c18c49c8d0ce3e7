"""`python -m reformcli` is `reform`."""

import sys

from reformcli.cli import main

sys.exit(main())
