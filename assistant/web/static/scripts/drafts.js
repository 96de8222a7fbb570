// A draft of first steps for the situation that was told: read in a sheet, copied or shared as text.
(() => {
  const { words, make, button } = page;

  function show(dialog, draft) {
    const told = make("div", "text draft-text", draft.text);
    told.lang = draft.language === "zh" ? "zh-CN" : "en";
    const acts = make("p", "acts");
    acts.append(button("primary", words.act_copy, () => page.copyText(draft.text)));
    if (navigator.share) {
      acts.append(button("plain", words.act_share, () => page.shareText(draft.text)));
    }
    dialog.querySelector(".body").replaceChildren(make("p", "notice", words.draft_note), acts, told);
  }

  async function open(element) {
    const dialog = page.sheet("draft", words.draft);
    const body = dialog.querySelector(".body");
    body.replaceChildren(make("p", "text", words.loading));
    page.open(dialog, element);
    body.focus();
    const conversation = element.closest(".message").querySelector(".actions[id]").id.split("-")[1];
    try {
      show(dialog, await page.call("GET", `drafts/${conversation}?language=${words.language}`));
    } catch (error) {
      body.replaceChildren(make("p", "text", error.message === "404" ? words.no_draft : words.draft_failed));
    }
    body.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const offer = event.target.closest("#log button.draft");
    if (offer) open(offer);
  });
})();
