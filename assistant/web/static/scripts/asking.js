// Chips that ask, and scrolling to the last question.
(() => {
  const box = () => document.querySelector("#question textarea");
  const scroller = () => document.querySelector("#log .bubble-wrap");

  function ask(question) {
    const area = box();
    if (!area || area.disabled) return;
    area.value = question;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    // Gradio takes the value over before its next frame, which a slow phone draws late.
    const send = () => document.querySelector("#send").click();
    requestAnimationFrame(() => requestAnimationFrame(send));
  }

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("#log .chip");
    // A short chip says in its title what it asks.
    if (chip) ask(chip.title || chip.textContent);
  });

  // Gradio loads the page anew when the network is back; what was typed is kept for that, in this tab alone.
  const unsent = {
    read() { try { return sessionStorage.getItem("unsent") || ""; } catch { return ""; } },
    write(words) { try { sessionStorage.setItem("unsent", words); } catch { /* a browser that keeps nothing */ } },
  };
  document.addEventListener("input", (event) => { if (event.target === box()) unsent.write(event.target.value); });
  let returned = false;
  function giveBack(area) {
    if (area.disabled) unsent.write("");
    if (returned) return;
    returned = true;
    const words = unsent.read();
    if (!words || area.value) return;
    area.value = words;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The last question goes to the top, so that a long answer is read from its beginning.
  let asked = 0;
  let busy = false;
  let until = 0;
  function follow() {
    const paint = document.getElementById("first-paint");
    if (paint && document.querySelector("#log :is(.welcome, .question)")) paint.remove();
    const area = box();
    const log = scroller();
    if (!area || !log) return;
    giveBack(area);
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
    if (log.getAttribute("aria-label") !== page.words.conversation) log.setAttribute("aria-label", page.words.conversation);
    log.setAttribute("aria-busy", String(area.disabled));
    if (busy && !area.disabled && matchMedia("(pointer: fine)").matches) area.focus();
    busy = area.disabled;
    page.followed();
  }
  let waiting = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(follow);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
})();
