// The passage behind a sentence. Listeners are delegated, since Gradio draws what it shows anew at any time.
(() => {
  const { base, words, make } = page;

  function draw(dialog, shown, places) {
    const locale = shown.language === "zh" ? "zh-CN" : "en";
    dialog.querySelector("h2").textContent = [shown.title, shown.section].filter(Boolean).join(" ");
    dialog.querySelector("h2").lang = locale;
    const heading = make("h3", "", shown.heading);
    heading.lang = locale;
    const notice = shown.notice ? [make("p", "changed", shown.notice)] : [];
    const facts = make("p", "facts");
    if (shown.validity) facts.append(make("span", `validity ${shown.status || ""}`, shown.validity));
    if (shown.grade) facts.append(make("span", "validity reported", shown.grade));
    const paragraphs = drawParagraphs(shown, shown.as_cited ? places : [], locale);
    const body = dialog.querySelector(".body");
    body.replaceChildren(...notice, heading, ...(facts.childNodes.length ? [facts] : []), ...paragraphs, origin(shown));
  }

  function drawParagraphs(shown, places, locale) {
    let place = 0;
    return shown.paragraphs.map((paragraph) => {
      const element = make("p", "text");
      element.lang = locale;
      for (const sentence of paragraph) {
        if (element.childNodes.length) element.append(shown.joint);
        element.append(places.includes(place++) ? make("mark", "", sentence) : sentence);
      }
      return element;
    });
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

  // Who has opened another passage in the meantime is not shown one that was long in coming.
  let last = null;
  async function open(link) {
    const mine = last = {};
    const [, document_, section, language, places, version] = link.getAttribute("href").split("/");
    const address = new URL(`passages/${document_}/${section}`, base);
    address.search = new URLSearchParams({ language, interface: words.language, version: version || "" });
    const dialog = page.sheet("passage", words.passage);
    say(dialog, words.loading);
    page.open(dialog, link);
    dialog.querySelector(".body").focus();
    try {
      const response = await fetch(address);
      const shown = response.ok ? await response.json() : null;
      if (mine !== last) return;
      if (!shown) return say(dialog, response.status === 404 ? words.passage_missing : words.passage_unreachable);
      draw(dialog, shown, places ? places.split(",").map(Number) : []);
    } catch {
      if (mine === last) say(dialog, words.passage_unreachable);
      return;
    }
    const marked = dialog.querySelector("mark");
    dialog.querySelector(".body").scrollTop = 0;
    if (marked) marked.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#passage/']");
    if (!link) return;
    event.preventDefault();
    open(link);
  });
})();
