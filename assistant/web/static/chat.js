// The page's own behaviour: chips that ask, passages that open, and scrolling to the last question.
// Listeners are delegated, since Gradio draws the messages anew whenever the conversation grows.
(() => {
  "use strict";
  const base = new URL("..", document.currentScript.src);
  const words = JSON.parse(document.getElementById("words").textContent);
  const box = () => document.querySelector("#question textarea");
  const scroller = () => document.querySelector("#log .bubble-wrap");

  // -- asking -----------------------------------------------------------------------------------------
  function ask(question) {
    const area = box();
    if (!area || area.disabled) return;
    area.value = question;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    // Gradio takes the value over before its next frame.
    setTimeout(() => document.querySelector("#send").click(), 60);
  }

  // -- the passage behind a sentence ------------------------------------------------------------------
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function sheet() {
    const known = document.getElementById("passage");
    if (known) return known;
    const dialog = make("dialog");
    dialog.id = "passage";
    dialog.setAttribute("aria-labelledby", "passage-title");
    const head = make("div", "head");
    const title = make("h2", "", words.passage);
    title.id = "passage-title";
    const close = make("button", "close", words.close);
    close.type = "button";
    close.addEventListener("click", () => dialog.close());
    head.append(title, close);
    const body = make("div", "body");
    body.tabIndex = 0;
    body.setAttribute("role", "document");
    body.setAttribute("aria-labelledby", "passage-title");
    dialog.append(head, body);
    // A tap beside the sheet lands on the dialog itself, for its children fill it.
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    return dialog;
  }

  function draw(dialog, shown, places) {
    const locale = shown.language === "zh" ? "zh-CN" : "en";
    dialog.querySelector("h2").textContent = [shown.title, shown.section].filter(Boolean).join(" ");
    dialog.querySelector("h2").lang = locale;
    const body = dialog.querySelector(".body");
    const heading = make("h3", "", shown.heading);
    heading.lang = locale;
    const facts = make("p", "facts");
    if (shown.validity) facts.append(make("span", `validity ${shown.status || ""}`, shown.validity));
    if (shown.grade) facts.append(make("span", "validity reported", shown.grade));
    body.replaceChildren(heading, ...(facts.childNodes.length ? [facts] : []));
    let place = 0;
    for (const paragraph of shown.paragraphs) {
      const element = make("p", "text");
      element.lang = locale;
      for (const sentence of paragraph) {
        if (element.childNodes.length) element.append(shown.joint);
        element.append(places.includes(place++) ? make("mark", "", sentence) : sentence);
      }
      body.append(element);
    }
    body.append(origin(shown));
  }

  function origin(shown) {
    const lines = make("div", "origin");
    if (shown.publisher) lines.append(make("p", "", shown.publisher));
    if (shown.checked) lines.append(make("p", "", shown.checked));
    if (shown.url) {
      const link = make("a", "", shown.original);
      link.href = shown.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      lines.append(link);
    }
    return lines;
  }

  function say(dialog, sentence) {
    dialog.querySelector("h2").textContent = words.passage;
    dialog.querySelector(".body").replaceChildren(make("p", "text", sentence));
  }

  async function open(link) {
    const [, document_, section, language, places] = link.getAttribute("href").split("/");
    const address = new URL(`passages/${document_}/${section}`, base);
    address.search = new URLSearchParams({ language, interface: words.language });
    const dialog = sheet();
    say(dialog, words.loading);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector(".body").focus();
    try {
      const response = await fetch(address);
      if (!response.ok) return say(dialog, response.status === 404 ? words.passage_missing : words.passage_unreachable);
      draw(dialog, await response.json(), places ? places.split(",").map(Number) : []);
    } catch {
      return say(dialog, words.passage_unreachable);
    }
    const marked = dialog.querySelector("mark");
    dialog.querySelector(".body").scrollTop = 0;
    if (marked) marked.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("#log .chip");
    if (chip) return ask(chip.textContent);
    const link = event.target.closest("#log a[href^='#passage/']");
    if (!link) return;
    event.preventDefault();
    open(link);
    sheet().addEventListener("close", () => link.focus(), { once: true });
  });

  // -- following the conversation -----------------------------------------------------------------------
  // The last question goes to the top, so that a long answer is read from its beginning.
  let asked = 0;
  let busy = false;
  let until = 0;
  function follow() {
    const paint = document.getElementById("first-paint");
    if (paint && document.querySelector("#log .welcome")) paint.remove();
    const area = box();
    const log = scroller();
    if (!area || !log) return;
    const questions = log.querySelectorAll(".question, .notice");
    // The last sentence may be drawn a little after the box is free again.
    if (area.disabled || questions.length > asked) until = performance.now() + 500;
    if (performance.now() < until) {
      const last = questions[questions.length - 1];
      if (last) log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
    }
    asked = questions.length;
    // Gradio names a message by its HTML; its own text says it better.
    for (const named of log.querySelectorAll("[data-testid][aria-label]")) named.removeAttribute("aria-label");
    log.setAttribute("aria-busy", String(area.disabled));
    if (busy && !area.disabled && matchMedia("(pointer: fine)").matches) area.focus();
    busy = area.disabled;
  }
  let waiting = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(follow);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
})();
