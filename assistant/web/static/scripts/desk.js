// What the workers' pages do beyond Gradio.
(() => {
  const paint = document.getElementById("first-paint");
  if (!paint) return;
  const seen = new MutationObserver(() => {
    if (!document.querySelector("#desk")) return;
    paint.remove();
    seen.disconnect();
  });
  seen.observe(document.documentElement, { childList: true, subtree: true });
})();
