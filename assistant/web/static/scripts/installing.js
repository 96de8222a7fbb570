// The page on the home screen: a button where the browser can put it there, a sentence where only its menu can.
(() => {
  const shown = document.documentElement.classList;
  let offer = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    shown.add("can-install");
  });
  addEventListener("appinstalled", () => shown.remove("can-install"));
  document.addEventListener("click", (event) => {
    if (offer && event.target.closest("#log .install button")) offer.prompt();
  });
  // Safari on phones tells whether it shows an installed page; the browser inside WeChat installs nothing.
  if (navigator.standalone === false && !/MicroMessenger/.test(navigator.userAgent)) shown.add("can-install-by-menu");
})();
