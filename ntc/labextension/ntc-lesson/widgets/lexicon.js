// The glossary: a search box, a choice of competency, and entries that open.
import { button, make } from "../page/dom.js";
import { counted, NBSP, plain } from "../page/french.js";

export function render({ model, el }) {
  const terms = model.get("terms");
  const names = new Map(terms.map((term) => [term.id, term.term]));
  const search = make("input", { type: "search", id: "ntc-lexicon-search", autocomplete: "off", spellcheck: "false" });
  const competencies = Object.entries(model.get("competencies")).map(([id, title]) =>
    make("option", { value: id }, `${id.toUpperCase()} · ${title}`),
  );
  const choice = make("select", { id: "ntc-lexicon-competency" }, make("option", { value: "" }, "toutes"), ...competencies);
  const count = make("p", { role: "status", class: "ntc-lexicon-count" });
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
    const words = plain(search.value).split(" ").filter(Boolean);
    const found = entries.filter(
      ({ term, text, body }) =>
        (!choice.value || term.competencies.includes(choice.value)) &&
        words.every((word) => text.includes(word) || body.includes(word)),
    );
    // A term that bears the words comes before one that only mentions them.
    const named = ({ text }) => words.every((word) => text.includes(word));
    const inOrder = [...found.filter(named), ...found.filter((one) => !named(one))];
    list.replaceChildren(...inOrder.map(({ node }) => node));
    const none = `Aucun terme${NBSP}: essayez un mot plus court.`;
    count.textContent = found.length === 0 ? none : counted(found.length, "terme");
  }

  function show(id) {
    search.value = "";
    choice.value = "";
    filter();
    const { node } = entries.find(({ term }) => term.id === id);
    node.open = true;
    node.querySelector("summary").focus();
    node.scrollIntoView({ block: "center" });
  }

  search.addEventListener("input", filter);
  choice.addEventListener("change", filter);
  const tools = make(
    "div",
    { class: "ntc-lexicon-tools" },
    make("label", { for: search.id }, "Chercher un terme"),
    search,
    make("label", { for: choice.id }, "Compétence"),
    choice,
  );
  el.append(make("section", { class: "ntc-lexicon", "aria-label": "Lexique" }, tools, count, list));
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
