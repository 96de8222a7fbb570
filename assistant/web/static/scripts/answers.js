// What can be done with an answer: copy it, share it, hear it, say what one thinks of it.
(() => {
  const { words, make, button } = page;
  const ratings = new Map();

  // -- an answer as text ------------------------------------------------------------------------------
  const message = (element) => element.closest(".message");

  function said(element) {
    const copy = message(element).querySelector(".said").cloneNode(true);
    for (const cite of copy.querySelectorAll("a.cite")) cite.remove();
    return [...copy.querySelectorAll("p, li, h3")].map((part) => part.textContent.trim()).join("\n");
  }

  function asText(element) {
    const answer = message(element);
    const told = answer.querySelector(".said").cloneNode(true);
    for (const cite of told.querySelectorAll("a.cite")) cite.replaceWith(` [${cite.lastChild.textContent}]`);
    const sources = [...answer.querySelectorAll(".sources li")].map((source, place) =>
      `[${place + 1}] ${[...source.children].map((part) => part.textContent).join(". ")}`);
    const lines = [...told.querySelectorAll("p, h3")].map((part) => part.textContent);
    const asked = element.closest(".message-row")?.previousElementSibling?.querySelector(".question");
    return [asked?.innerText, lines.join("\n"), sources.join("\n"), words.disclaimer].filter(Boolean).join("\n\n");
  }

  const copy = (element) => copyText(asText(element));

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (!copyByHand(text)) return page.notice(words.not_copied);
    }
    page.notice(words.copied);
  }

  // For browsers without a clipboard of their own, and pages without https.
  function copyByHand(text) {
    const area = make("textarea", "unseen");
    area.value = text;
    document.body.append(area);
    area.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch { done = false; }
    area.remove();
    return done;
  }

  const share = (element) => shareText(asText(element));

  function shareText(text) {
    navigator.share({ text }).catch((error) => { if (error.name !== "AbortError") copyText(text); });
  }
  Object.assign(page, { copyText, shareText });
  if (navigator.share) document.documentElement.classList.add("can-share");

  // -- read aloud, by a voice of this device only -------------------------------------------------------
  const speech = window.speechSynthesis;
  let speaking = null;

  function voice(language) {
    return speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
  }

  function findVoices() {
    for (const language of ["en", "zh"]) {
      document.documentElement.classList.toggle(`voice-${language}`, Boolean(voice(language)));
    }
  }

  function listen(element) {
    speech.cancel();
    if (speaking === element) return silence();
    const language = message(element).querySelector(".said").lang.slice(0, 2);
    const utterance = new SpeechSynthesisUtterance(said(element));
    utterance.voice = voice(language);
    utterance.lang = utterance.voice.lang;
    utterance.onend = utterance.onerror = () => { if (speaking === element) silence(); };
    silence();
    speaking = element;
    element.classList.add("pressed");
    page.followed();
    speech.speak(utterance);
  }

  function silence() {
    if (speaking) speaking.classList.remove("pressed");
    speaking = null;
    page.followed();
  }

  if (speech && window.SpeechSynthesisUtterance) {
    findVoices();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", findVoices);
    window.addEventListener("pagehide", () => speech.cancel());
  }

  // -- thumbs -------------------------------------------------------------------------------------------
  const kept = (element) => element.closest(".actions").id.split("-")[2];

  async function send(element, verdict, reasons, comment) {
    const id = kept(element);
    const before = ratings.get(id);
    ratings.set(id, verdict);
    page.followed();
    try {
      await page.call("POST", "feedback", { message: id, verdict, reasons, comment });
      page.notice(verdict ? words.thanks : words.taken_back);
      return true;
    } catch {
      ratings.set(id, before);
      page.followed();
      page.notice(words.not_saved);
      return false;
    }
  }

  function rate(element, verdict) {
    if (element.classList.contains("pressed")) return send(element, null, [], "");
    if (verdict === "up") return send(element, "up", [], "");
    askReasons(element);
  }

  function askReasons(element) {
    const dialog = page.sheet("reasons", words.what_is_wrong);
    const form = make("form");
    for (const [value, label] of Object.entries(words.reasons)) {
      const line = make("label", "choice");
      const tick = make("input");
      tick.type = "checkbox";
      tick.value = value;
      line.append(tick, label);
      form.append(line);
    }
    const label = make("label", "field", words.comment);
    const comment = make("textarea");
    comment.maxLength = 500;
    comment.rows = 3;
    label.append(comment);
    const submit = make("button", "primary", words.send_feedback);
    submit.type = "submit";
    form.append(label, submit);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const reasons = [...form.querySelectorAll("input:checked")].map((tick) => tick.value);
      dialog.close();
      await send(element, "down", reasons, comment.value);
    });
    dialog.querySelector(".body").replaceChildren(form);
    page.open(dialog, element);
    form.querySelector("input").focus();
  }

  const acts = { copy, share, listen, up: (element) => rate(element, "up"), down: (element) => rate(element, "down") };
  document.addEventListener("click", (event) => {
    const act = event.target.closest("#log .act");
    const name = act && Object.keys(acts).find((one) => act.classList.contains(one));
    if (name) acts[name](act);
  });

  // What Gradio drew anew shows again what was pressed.
  page.followed = () => {
    for (const actions of document.querySelectorAll("#log .actions")) {
      const id = actions.id.split("-")[2];
      for (const act of actions.querySelectorAll(".up, .down")) {
        if (ratings.has(id)) act.classList.toggle("pressed", act.classList.contains(ratings.get(id) || "none"));
      }
      for (const act of actions.querySelectorAll(".up, .down, .listen")) {
        act.setAttribute("aria-pressed", String(act.classList.contains("pressed")));
      }
    }
    page.remember();
  };
})();
