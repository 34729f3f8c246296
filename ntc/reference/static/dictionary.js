// The dictionary of the data: one looks for a table, reads what its columns say, and opens its lines.
// What shows the lines is in table.js, placed before this by ntc/instruments/explorer.py.

const HEADS = ["Colonne", "Nature", "Unité", "Renvoie à"];

function renderDictionary({ model, el }) {
  const tables = [...model.get("tables")].sort((a, b) => a.label.localeCompare(b.label, "fr"));
  const root = make("section", { class: "ntc-dictionary", "aria-label": "Dictionnaire des données", lang: "fr" });
  const search = make("input", { type: "search", id: "ntc-dictionary-search", autocomplete: "off", spellcheck: "false" });
  const count = make("p", { role: "status", class: "ntc-dictionary-count" });
  const list = make("div", { class: "ntc-dictionary-list", role: "group", "aria-label": "Tables" });
  const shown = make("div", { class: "ntc-dictionary-table" });
  root.append(
    make("p", { class: "ntc-dictionary-search" }, make("label", { for: search.id }, "Chercher une table ou une colonne"), search),
    count,
    list,
    shown,
  );
  el.append(root);

  const entries = tables.map((table) => {
    const choice = button(`${table.label} `, () => open(table));
    choice.append(make("small", {}, `${french(table.count, 0)} ${plural("ligne", table.count)}`));
    choice.dataset.table = table.id;
    return { choice, text: plain([table.label, ...table.columns.map(({ label }) => label)].join(" ")) };
  });
  search.addEventListener("input", filter);
  filter();

  function filter() {
    const words = plain(search.value).split(" ").filter(Boolean);
    const found = entries.filter(({ text }) => words.every((word) => text.includes(word)));
    list.replaceChildren(...found.map(({ choice }) => choice));
    count.textContent = found.length === 0 ? "Aucune table\u00a0: essayez un mot plus court." : `${found.length} ${plural("table", found.length)}`;
  }

  let lines;
  let chosen;

  function open(table) {
    chosen = table.id;
    for (const { choice } of entries) choice.setAttribute("aria-pressed", String(choice.dataset.table === table.id));
    const wait = table.played ? "Ces répliques se découvrent dans la leçon, une à une." : "Les lignes arrivent…";
    lines = make("div", {}, make("p", { class: "ntc-dictionary-wait" }, wait));
    const columns = make("details", {}, make("summary", {}, `Ce que disent les colonnes (${table.columns.length})`), explained(table));
    shown.replaceChildren(make("h3", { tabindex: "-1" }, table.label), columns, lines);
    if (!table.played) model.send({ open: table.id });
  }

  model.on("msg:custom", (message) => {
    // The reader may have chosen another table since.
    if (message.table?.id !== chosen) return;
    lines.replaceChildren();
    explore([message.table], lines);
  });
}

function explained(table) {
  const row = ({ label, nature, unit, target }) =>
    make("tr", {}, make("th", { scope: "row" }, label), ...[nature, unit, target].map((text) => make("td", {}, text)));
  return make(
    "table",
    {},
    make("thead", {}, make("tr", {}, ...HEADS.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...table.columns.map(row)),
  );
}

export default { render: renderDictionary };
