// What a chat model proposes beside the facts of a card: fetched once the card stands, confirmed or rejected by a tap.
(() => {
  const { words, make, button } = page;
  const fetched = new Map();

  // What was rejected stays so for as long as this tab is open, whatever is drawn anew.
  const stored = "rejected-proposals";
  const rejected = new Set(JSON.parse(sessionStorage.getItem(stored) || "[]"));
  function reject(id) {
    rejected.add(id);
    sessionStorage.setItem(stored, JSON.stringify([...rejected].slice(-200)));
  }

  function choices(proposal, mark, row) {
    const line = make("div", "choices");
    // A chip asks what its title says, as every chip of the card does.
    const yes = make("button", "chip small", words.confirm_proposal);
    yes.type = "button";
    yes.title = proposal.answer;
    const no = button("plain", words.reject_proposal, () => { reject(mark); draw(row.closest(".proposals")); });
    for (const choice of [yes, no]) choice.setAttribute("aria-label", `${choice.textContent} ${proposal.fact}`);
    line.append(yes, no);
    return line;
  }

  function row(proposal, mark) {
    const item = make("li");
    const fact = make("span", "fact", proposal.fact);
    fact.append(make("b", "", proposal.value), make("q", "", proposal.words));
    item.append(fact);
    item.append(choices(proposal, mark, item));
    return item;
  }

  function draw(place) {
    const { conversation, proposals } = fetched.get(place.id);
    const left = proposals.filter((one) => !rejected.has(`${conversation} ${one.id}`));
    if (!left.length) return place.replaceChildren();
    const list = make("ul", "facts");
    list.append(...left.map((one) => row(one, `${conversation} ${one.id}`)));
    place.replaceChildren(make("h3", "", words.card_proposed), list, make("p", "quiet", words.card_proposed_note));
  }

  async function fetchFor(place) {
    const conversation = place.closest(".message").querySelector(".actions[id]").id.split("-")[1];
    const found = { conversation, proposals: [] };
    fetched.set(place.id, found);
    const coming = make("p", "quiet", words.proposals_coming);
    coming.setAttribute("role", "status");
    place.replaceChildren(coming);
    try {
      found.proposals = await page.call("GET", `proposals/${conversation}?language=${words.language}`);
    } catch {
      // Proposals are an extra: without them the card is what it is without a model.
    }
    found.done = true;
    show();
  }

  // Only the last card has any: what it proposes is open still, and Gradio may have drawn it anew.
  function show() {
    const places = [...document.querySelectorAll("#log .proposals")];
    const last = places.pop();
    for (const place of places) if (place.childElementCount) place.replaceChildren();
    if (!last) return;
    const found = fetched.get(last.id);
    if (!found) fetchFor(last);
    else if (found.done && (!last.childElementCount || last.querySelector("[role=status]"))) draw(last);
  }

  const before = page.followed;
  page.followed = () => { before(); show(); };
})();
