"""What workers take along from the desk: a draft in any of its formats, the report of an evaluation.

The paths lie below the desk, so that its gate asks who comes; nothing of it is kept by the browser.
"""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from assistant.datatypes import Language
from assistant.errors import AssistantError
from assistant.exporting import Format
from assistant.service import Assistant
from assistant.web.texts import text

_KINDS: dict[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
_RunName = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,80}$")]


def add_desk_files(app: FastAPI, assistant: Assistant) -> None:
    """Add the routes; they must come before the pages of the desk, which take all that lies below them."""

    @app.get("/{language}/desk/drafts/{id}/{version}.{format}")
    def draft(language: Language, id: _Id, version: int, format: Format, show: bool = False) -> Response:
        desk = assistant.desk
        try:
            stored = desk.open(id, version)
            content = desk.export(stored.draft, format)
        except AssistantError as error:
            raise HTTPException(404, error.in_language(language)) from error
        name = f"{stored.draft.client or text('no_name', language)}-{version}.{format}"
        headers = {"cache-control": "no-store"}
        if not (show and format == "html"):
            headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        return Response(content, media_type=_KINDS[format], headers=headers)

    @app.get("/{language}/desk/runs/{name}/report")
    def report(language: Language, name: _RunName) -> Any:
        from assistant.settings import RUNS_FOLDER
        from evals.runs import REPORTS

        folder = assistant.settings.data / RUNS_FOLDER / name
        # Runs of former versions have a report in English alone.
        path = next((one for one in (folder / REPORTS[language], folder / REPORTS["en"]) if one.is_file()), None)
        if path is None:
            raise HTTPException(404, text("no_report", language))
        return HTMLResponse(path.read_text(encoding="utf-8"), headers={"cache-control": "no-store"})
