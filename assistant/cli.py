"""The command line: the doors of the assistant. The commands themselves stand in `commands/`."""

import argparse
import logging
import sys
from collections.abc import Sequence

from assistant import __doc__ as summary
from assistant import __version__
from assistant.commands import accounts, advice, backups, documents, evaluation, questions, running
from assistant.errors import AssistantError
from assistant.settings import RESTORE_FOLDER, Settings, read_environment

logger = logging.getLogger(__name__)

_COMMANDS = (running, questions, advice, documents, evaluation, accounts, backups)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 on success, 1 on failure with one sentence on stderr, 2 on wrong use."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_env(read_environment())
        _finish_restore(settings)
        return int(options.run(options, settings))
    except AssistantError as error:
        print(error, file=sys.stderr)
    except (BrokenPipeError, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)
    except Exception as error:
        logger.debug("unexpected", exc_info=True)
        print(f"Something went wrong that should not ({type(error).__name__}: {error}).", file=sys.stderr)
    return 1


def _finish_restore(settings: Settings) -> None:
    """Finish what a killed `restore` began, before anything else reads or writes the data."""
    if (settings.data / RESTORE_FOLDER).is_dir():
        from assistant.restoring import finish_restore

        finish_restore(settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assistant", description=summary)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in _COMMANDS:
        module.declare(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
