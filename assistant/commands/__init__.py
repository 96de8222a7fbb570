"""The commands of the command line: each module declares the arguments of its commands and runs them.

A command takes what was asked for and the settings, calls the service, prints, and returns the exit status.
What is heavy to import is imported by the command that needs it, so that `--help` is instant.
"""

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
