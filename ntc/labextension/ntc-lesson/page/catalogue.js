// A catalogue to take from: articles found by the words of their line, each with a button.
import { button, make } from "./dom.js";
import { NBSP, plain } from "./french.js";
import { holds, searchBox } from "./search.js";

/** Articles `[id, label, price]`; `take` is told which one is wanted. */
export function catalogue(articles, id, take) {
  const asked = { id, label: "Chercher au catalogue", none: "Aucun article", noun: "article" };
  const search = searchBox(asked, show);
  const rows = articles.map(([key, label, price]) => {
    const add = button("Ajouter", () => take(key), { class: "ntc-button", "aria-label": `Ajouter${NBSP}: ${label}, ${key}` });
    const named = make("span", {}, label, make("small", {}, `${key} · ${price}`));
    return { node: make("li", {}, named, add), add, words: plain(`${key} ${label}`) };
  });
  const list = make("ul", { class: "ntc-catalogue-list" }, ...rows.map(({ node }) => node));
  // Keys typed in the search box are no answer: what follows what is typed in a field never hears of them.
  search.input.addEventListener("input", (event) => event.stopPropagation());
  search.input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    rows.find(({ node }) => !node.hidden)?.add.focus();
  });

  function show() {
    const words = search.words();
    for (const { node, words: text } of rows) node.hidden = !holds(text, words);
    search.say(rows.filter(({ node }) => !node.hidden).length);
  }
  show();
  return {
    node: make("div", { class: "ntc-catalogue" }, make("p", { class: "ntc-catalogue-search" }, search.label, search.input), search.count, list),
    focus: () => search.input.focus(),
  };
}
