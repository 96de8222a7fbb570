"""Our scripts and styles, put together."""

from pathlib import Path

import pytest

from assistant.web import bundles
from assistant.web.bundles import BUNDLES, STATIC, address, read_bundle


def test_every_script_and_style_is_in_a_bundle_and_none_is_missing() -> None:
    listed = {part for parts in BUNDLES.values() for part in parts}
    assert listed == {path.name for folder in ("scripts", "styles") for path in (STATIC / folder).iterdir()}


@pytest.mark.parametrize("name", sorted(BUNDLES))
def test_a_bundle_holds_its_parts_in_order(name: str) -> None:
    folder = STATIC / ("scripts" if name.endswith(".js") else "styles")
    places = [read_bundle(name).index((folder / part).read_text(encoding="utf-8")) for part in BUNDLES[name]]
    assert places == sorted(places)


def test_the_address_changes_with_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = address("desk.js", "/advice")
    (tmp_path / "scripts").mkdir()
    for part in BUNDLES["desk.js"]:
        (tmp_path / "scripts" / part).write_text("1", encoding="utf-8")
    monkeypatch.setattr(bundles, "STATIC", tmp_path)
    read_bundle.cache_clear()
    after = address("desk.js", "/advice")
    read_bundle.cache_clear()
    assert before.startswith("/advice/static/desk.js?v=")
    assert before != after


def test_no_script_or_style_names_another_host() -> None:
    told = "".join(read_bundle(name) for name in BUNDLES).replace("http://www.w3.org/2000/svg", "")
    assert "http://" not in told and "https://" not in told
