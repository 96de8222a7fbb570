// What the workers' pages do beyond Gradio: the first paint goes, and names that nobody translated go too.
(() => {
  function tidy() {
    const paint = document.getElementById("first-paint");
    if (paint && document.querySelector("#desk")) paint.remove();
    // What stands on the button names it better, in the page's language.
    for (const named of document.querySelectorAll("button.upload-container[aria-label]")) named.removeAttribute("aria-label");
  }
  let waiting = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(tidy);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
