import argparse
from pathlib import Path

from tidy.plan import plan_renames
from tidy.rename import apply_renames


def build_parser():
    parser = argparse.ArgumentParser(prog="tidy", description="Gives files plain names.")
    parser.add_argument("folder", type=Path, help="the folder with the files")
    return parser


def main(argv):
    arguments = build_parser().parse_args(argv)
    renames = plan_renames(arguments.folder)
    apply_renames(renames)
    print(f"{len(renames)} renamed")
    return 0
