// What every page of ours has: where it lies, its words, elements, sheets from below, and short notices.
"use strict";
const page = (() => {
  const base = new URL("..", document.currentScript.src);
  const words = JSON.parse(document.getElementById("words").textContent);

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function button(className, text, act) {
    const element = make("button", className, text);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  // Returns a sheet by its id, made on first use: a title, a way to close it, and a body to fill.
  function sheet(id, title) {
    const known = document.getElementById(id);
    if (known) return known;
    const dialog = make("dialog", "sheet");
    dialog.id = id;
    dialog.setAttribute("aria-labelledby", `${id}-title`);
    const head = make("div", "head");
    const name = make("h2", "", title);
    name.id = `${id}-title`;
    head.append(name, button("close", words.close, () => dialog.close()));
    const body = make("div", "body");
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-labelledby", `${id}-title`);
    dialog.append(head, body);
    // A tap beside the sheet lands on the dialog itself, for its children fill it.
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    return dialog;
  }

  // Opens a sheet over the page; closed, it gives the focus back at once to what opened it.
  function open(dialog, opener) {
    if (dialog.open) return;
    opener.focus({ preventScroll: true });
    dialog.showModal();
  }

  // A notice is heard as well as seen; it stands in the sheet that is open, which hides all else.
  let fading = 0;
  function notice(sentence) {
    const place = document.querySelector("dialog[open]") || document.body;
    const known = document.getElementById("notice") || make("p");
    known.id = "notice";
    known.setAttribute("role", "status");
    place.append(known);
    requestAnimationFrame(() => { known.textContent = sentence; });
    clearTimeout(fading);
    fading = setTimeout(() => { known.textContent = ""; }, 4000);
  }

  // Resolves to what the server says, or throws.
  async function call(method, path, content) {
    const options = { method };
    if (content !== undefined) {
      options.body = JSON.stringify(content);
      options.headers = { "content-type": "application/json" };
    }
    const response = await fetch(new URL(path, base), options);
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  return { base, words, make, button, sheet, open, notice, call };
})();
