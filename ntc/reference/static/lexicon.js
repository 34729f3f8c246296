// The glossary: a search box, a choice of competency, and entries that open.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/’/g, "'");
}

export default {
  render({ model, el }) {
    const terms = model.get("terms");
    const competencies = model.get("competencies");
    const names = new Map(terms.map((term) => [term.id, term.term]));
    const search = element("input", { type: "search", id: "ntc-lexicon-search", autocomplete: "off", spellcheck: "false" });
    const choice = element("select", { id: "ntc-lexicon-competency" }, element("option", { value: "" }, "toutes"));
    for (const [id, title] of Object.entries(competencies)) {
      choice.append(element("option", { value: id }, `${id.toUpperCase()} · ${title}`));
    }
    const count = element("p", { role: "status", class: "ntc-lexicon-count" });
    const list = element("div", { class: "ntc-lexicon-list" });

    const entries = terms.map((term) => {
      const related = element("p", { class: "ntc-lexicon-related" }, "Voir aussi\u00a0: ");
      term.related.forEach((id, rank) => {
        const link = element("button", { type: "button" }, names.get(id));
        link.addEventListener("click", () => show(id));
        if (rank) related.append(", ");
        related.append(link);
      });
      const node = element(
        "details",
        { "data-term": term.id },
        element("summary", {}, term.term),
        element("p", {}, term.definition),
        element("p", { class: "ntc-lexicon-example" }, term.example),
      );
      if (term.related.length) node.append(related);
      return { term, node, text: plain([term.term, ...term.aliases].join(" ")), body: plain(term.definition) };
    });

    function filter() {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      const found = entries.filter(({ term, text, body }) =>
        (!choice.value || term.competencies.includes(choice.value)) && words.every((word) => text.includes(word) || body.includes(word)));
      // A term that bears the words comes before one that only mentions them.
      const named = ({ text }) => words.every((word) => text.includes(word));
      list.replaceChildren(...found.filter(named).map(({ node }) => node), ...found.filter((entry) => !named(entry)).map(({ node }) => node));
      count.textContent = found.length === 0 ? "Aucun terme\u00a0: essayez un mot plus court." : `${found.length} ${found.length > 1 ? "termes" : "terme"}`;
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
    el.append(
      element(
        "section",
        { class: "ntc-lexicon", "aria-label": "Lexique" },
        element(
          "div",
          { class: "ntc-lexicon-tools" },
          element("label", { for: search.id }, "Chercher un terme"),
          search,
          element("label", { for: choice.id }, "Compétence"),
          choice,
        ),
        count,
        list,
      ),
    );
    filter();
  },
};
