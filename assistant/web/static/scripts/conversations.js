// The visitor's own conversations: found again, named, deleted. The address names the one that is shown.
(() => {
  const { words, make, button } = page;
  const wanted = () => new URLSearchParams(location.search).get("conversation");

  // -- the one that is shown ----------------------------------------------------------------------------
  // The last answer says in which conversation it is kept; a page that is loaded again shows that one.
  function name(id) {
    if (id === wanted()) return;
    const address = new URL(location.href);
    if (id) address.searchParams.set("conversation", id);
    else address.searchParams.delete("conversation");
    history.replaceState(history.state, "", address);
  }

  page.remember = () => {
    const last = [...document.querySelectorAll("#log .actions[id]")].pop();
    if (last) name(last.id.split("-")[1]);
    // The dot on the button is seen only.
    const answered = document.querySelector("#chats.answered:not([aria-label])");
    if (answered) answered.setAttribute("aria-label", words.chats_answered);
  };

  // -- all of them --------------------------------------------------------------------------------------
  function line(one, refresh) {
    const item = make("li");
    const link = make("a", "open", one.name);
    link.href = `?conversation=${one.id}`;
    link.append(make("span", "used", one.used));
    if (one.answered) link.append(make("span", "new", words.newly_answered));
    // The page's base is elsewhere.
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.search = `?conversation=${one.id}`;
    });
    const rename = button("plain", words.rename, () => item.replaceChildren(...naming(one, refresh)));
    const remove = button("plain", words.delete, () => {
      const sure = button("plain warn", words.delete_now, async () => {
        await change("DELETE", one.id);
        if (one.id === wanted()) return location.replace(location.pathname);
        refresh();
      });
      remove.replaceWith(sure);
      sure.focus();
    });
    for (const act of [rename, remove]) act.setAttribute("aria-label", `${act.textContent}: ${one.name}`);
    item.append(link, rename, remove);
    return item;
  }

  function naming(one, refresh) {
    const form = make("form", "naming");
    const box = make("input");
    box.value = one.name;
    box.maxLength = 60;
    box.required = true;
    box.setAttribute("aria-label", words.rename);
    const save = make("button", "plain", words.save);
    save.type = "submit";
    form.append(box, save);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await change("PATCH", one.id, { name: box.value });
      refresh();
    });
    setTimeout(() => box.select(), 0);
    return [form];
  }

  async function change(method, id, content) {
    try {
      await page.call(method, `conversations${id ? `/${id}` : ""}`, content);
    } catch {
      page.notice(words.not_saved);
    }
  }

  function show() {
    const dialog = page.sheet("conversations", words.conversations);
    const search = make("input", "search");
    search.type = "search";
    search.placeholder = words.search;
    search.setAttribute("aria-label", words.search);
    const list = make("ul", "list");
    const empty = make("p", "text");
    const forget = button("plain warn", words.delete_all, () => {
      const sure = button("plain warn", words.delete_all_now, async () => {
        await change("DELETE", "");
        location.replace(location.pathname);
      });
      forget.replaceWith(sure);
      sure.focus();
    });
    async function refresh() {
      const asked = search.value;
      try {
        const query = new URLSearchParams({ words: asked, language: words.language });
        const found = await page.call("GET", `conversations?${query}`);
        if (asked !== search.value) return;
        list.replaceChildren(...found.map((one) => line(one, refresh)));
        empty.textContent = found.length ? "" : asked ? words.nothing_found : words.no_conversations;
        forget.hidden = !found.length || Boolean(asked);
      } catch {
        empty.textContent = words.not_reached;
      }
    }
    let typing = 0;
    search.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(refresh, 200); });
    dialog.querySelector(".body").replaceChildren(search, list, empty, make("p", "origin", words.privacy), forget);
    dialog.showModal();
    // On a phone the keyboard would cover the list that was asked for.
    if (matchMedia("(pointer: fine)").matches) search.focus({ preventScroll: true });
    else dialog.querySelector(".body").focus({ preventScroll: true });
    refresh();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#chats")) show();
    if (event.target.closest("#fresh")) name(null);
  });
})();
