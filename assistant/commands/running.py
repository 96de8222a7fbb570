"""`serve` and `doctor`: the web app, and what keeps it from running well."""

import argparse
import threading
from dataclasses import asdict

from assistant.commands import Commands
from assistant.commands.printing import print_json, show_progress
from assistant.settings import Settings


def declare(commands: Commands) -> None:
    """Declare `serve` and `doctor`."""
    serve = commands.add_parser("serve", help="the web app")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=7860)
    serve.add_argument("--root-path", default="", help="the prefix that a proxy strips, as in /advice")
    serve.set_defaults(run=_serve)

    doctor = commands.add_parser("doctor", help="what is installed, configured, out of date")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.service import Assistant
    from assistant.web.app import check_host, serve

    check_host(options.host, settings)
    assistant = Assistant.open(settings, progress=show_progress)
    assistant.warm()
    stopped = threading.Event()
    assistant.keep_up(stopped)
    try:
        serve(assistant, host=options.host, port=options.port, root_path=options.root_path)
    finally:
        stopped.set()
    return 0


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.doctor import examine

    findings = examine(settings)
    if options.json:
        print_json({"findings": [asdict(found) for found in findings]})
    else:
        for found in findings:
            advice = f" {found.advice}" if found.advice and not found.in_order else ""
            print(f"{'ok  ' if found.in_order else 'LOOK'}  {found.name}: {found.detail}.{advice}")
    return 0
