import sys

from tidy.cli import main

sys.exit(main(sys.argv[1:]))
