// What Gradio says itself speaks English whatever the page does; here it says it in the page's words.
(() => {
  const { words } = page;
  const known = [
    [/maximum allowed size/i, words.file_too_large],
    [/invalid file type/i, words.file_kind_refused],
    [/queue is full/i, words.queue_full],
    [/connection|failed to fetch|network/i, words.connection_lost],
  ];
  const foreign = (told) => words.language === "zh" && !/[\u4e00-\u9fff]/.test(told);

  function say(toast) {
    for (const text of toast.querySelectorAll(".toast-message-text")) {
      const told = text.textContent;
      const ours = known.find(([pattern]) => pattern.test(told));
      const said = ours ? ours[1] : foreign(told) ? words.did_not_work : told;
      if (said !== told) text.textContent = said;
    }
    const title = toast.querySelector(".toast-title");
    if (title && foreign(title.textContent)) title.textContent = words.error;
    const close = toast.querySelector(".toast-close");
    if (close && close.getAttribute("aria-label") !== words.close) close.setAttribute("aria-label", words.close);
  }

  new MutationObserver(() => document.querySelectorAll(".toast-body").forEach(say))
    .observe(document.body, { childList: true, subtree: true, characterData: true });
})();
