// What the workers' pages do beyond Gradio: the first paint goes, and names that nobody translated go too.
(() => {
  function tidy() {
    const paint = document.getElementById("first-paint");
    if (paint && document.querySelector("#desk")) paint.remove();
    name_draft();
    // Gradio opens every link elsewhere; what lies on the desk opens here.
    for (const link of document.querySelectorAll(".drafts a[target], .back a[target]")) link.removeAttribute("target");
    // A name of Gradio's that has no word in any language.
    for (const named of document.querySelectorAll('[aria-label^="common."]')) named.setAttribute("aria-label", page.words.files);
    // What stands on the button names it better, in the page's language.
    for (const named of document.querySelectorAll("button.upload-container[aria-label]")) named.removeAttribute("aria-label");
  }
  // A line, a question or a proposal that is tapped is named to its page by a box that nobody sees.
  let count = 0;
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#line/"], a[href^="#group/"], a[href^="#proposal/"]');
    const decides = link && link.getAttribute("href").startsWith("#proposal/");
    const box = document.querySelector(`${decides ? "#decided" : "#wanted"} :is(input, textarea)`);
    if (!link || !box) return;
    event.preventDefault();
    // The count makes the same choice again a new one.
    box.value = `${link.getAttribute("href").split("/")[1]} ${++count}`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    if (decides) return;
    show(link.getAttribute("href").startsWith("#line/") ? "#line-text textarea" : "#asked", Date.now());
  });

  // Moves to what was asked for as soon as it is there.
  function show(wanted, since) {
    const found = document.querySelector(wanted);
    if (found && found.offsetParent && Date.now() - since > 300) {
      if (found.focus && found.matches("textarea")) found.focus({ preventScroll: innerWidth < 1000 });
      else found.scrollIntoView({ block: "nearest" });
    } else if (Date.now() - since < 5000) setTimeout(show, 100, wanted, since);
  }

  // An open draft stands in the address, so that a reload finds it.
  function name_draft() {
    const head = document.querySelector(".draft-head[id^=draft-]");
    const address = new URL(location.href);
    if (!head || address.searchParams.get("draft") === head.id.slice(6)) return;
    address.searchParams.set("draft", head.id.slice(6));
    history.replaceState(history.state, "", address);
  }

  let waiting = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(tidy);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
