// The glossary: a search box, a choice of competency, and entries that open.
import { button, make } from "../page/dom.js";
import { NBSP, plain } from "../page/french.js";
import { holds, searchBox } from "../page/search.js";

export function render({ model, el }) {
  const terms = model.get("terms");
  const names = new Map(terms.map((term) => [term.id, term.term]));
  const asked = { id: "ntc-lexicon-search", label: "Chercher un terme", none: "Aucun terme", noun: "terme" };
  const search = searchBox(asked, filter);
  const competencies = Object.entries(model.get("competencies")).map(([id, title]) =>
    make("option", { value: id }, `${id.toUpperCase()} · ${title}`),
  );
  const choice = make("select", { id: "ntc-lexicon-competency" }, make("option", { value: "" }, "toutes"), ...competencies);
  const list = make("div", { class: "ntc-lexicon-list" });

  const entries = terms.map((term) => ({
    term,
    node: entry(term, related(term)),
    text: plain([term.term, ...term.aliases].join(" ")),
    body: plain(term.definition),
  }));

  function related(term) {
    const links = term.related.map((id) => button(names.get(id), () => show(id)));
    const listed = links.flatMap((link, rank) => (rank ? [", ", link] : [link]));
    return links.length ? make("p", { class: "ntc-lexicon-related" }, `Voir aussi${NBSP}: `, ...listed) : null;
  }

  function filter() {
    const words = search.words();
    const found = entries.filter(
      ({ term, text, body }) =>
        (!choice.value || term.competencies.includes(choice.value)) &&
        words.every((word) => text.includes(word) || body.includes(word)),
    );
    // A term that bears the words comes before one that only mentions them.
    const named = ({ text }) => holds(text, words);
    const inOrder = [...found.filter(named), ...found.filter((one) => !named(one))];
    list.replaceChildren(...inOrder.map(({ node }) => node));
    search.say(found.length);
  }

  function show(id) {
    search.input.value = "";
    choice.value = "";
    filter();
    const { node } = entries.find(({ term }) => term.id === id);
    node.open = true;
    node.querySelector("summary").focus();
    node.scrollIntoView({ block: "center" });
  }

  choice.addEventListener("change", filter);
  const tools = make(
    "div",
    { class: "ntc-search" },
    search.label,
    search.input,
    make("label", { for: choice.id }, "Compétence"),
    choice,
  );
  el.append(make("section", { class: "ntc-lexicon", "aria-label": "Lexique" }, tools, search.count, list));
  filter();
}

function entry(term, related) {
  return make(
    "details",
    { "data-term": term.id },
    make("summary", {}, term.term),
    make("p", {}, term.definition),
    make("p", { class: "ntc-lexicon-example" }, term.example),
    related,
  );
}
