// Tables to explore: everything happens in the page, so it goes on working while the kernel is away.
// Numbers come as whole numbers of their last decimal place, so that sums are exact to the cent.

const PAGE = 10;
const FEW = 14;
const LONG = 36;
const READING = 160;
const DAY = 86400000;
const MONTH = { month: "long", year: "numeric" };

function explore(tables, el) {
  const root = make("section", {
    class: "ntc-explorer",
    "aria-label": "Explorateur de tableaux",
    lang: "fr",
  });
  const views = tables.map(unpack);
  const prefix = `ntc-x${Math.random().toString(36).slice(2, 9)}`;
  const states = new Map(views.map((view) => [view.id, fresh(view)]));
  let view = views[0];
  let current;

  const tabs = make("div", { class: "ntc-x-tabs", role: "group", "aria-label": "Tableau à ouvrir" });
  for (const one of views) {
    const tab = button(one.title, () => open(one));
    tab.dataset.view = one.id;
    tabs.append(tab);
  }
  const tools = make("div", { class: "ntc-x-tools" });
  const filters = make("div", { class: "ntc-x-filters" });
  const status = make("p", { class: "ntc-x-status", role: "status" });
  const frame = make("div", { class: "ntc-x-frame", tabindex: "0", role: "region", "aria-label": "Lignes du tableau" });
  const pager = make("div", { class: "ntc-x-pager" });
  root.append(...(views.length > 1 ? [tabs] : []), tools, filters, status, frame, pager);
  el.append(root);
  open(view);

  function open(next) {
    view = next;
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", String(tab.dataset.view === view.id));
    drawTools();
    drawFilters();
    refresh();
  }

  function state() {
    return states.get(view.id);
  }

  function drawTools() {
    const group = select("Regrouper par", `${prefix}-group`, [["", "ne pas regrouper"], ...byIndex(groupable(view))], state().group);
    const total = select("Totaliser", `${prefix}-total`, byIndex(numeric(view)), state().total);
    const add = select("Filtrer sur", `${prefix}-add`, [["", "choisir une colonne…"], ...byIndex(view.columns.entries())], "");
    group.control.addEventListener("change", () => change({ group: group.control.value, sort: null }));
    total.control.addEventListener("change", () => change({ total: total.control.value }));
    add.control.addEventListener("change", () => {
      if (add.control.value === "") return;
      addFilter(Number(add.control.value));
      add.control.value = "";
    });
    const clear = button("Tout effacer", () => {
      states.set(view.id, fresh(view));
      open(view);
    });
    const copy = button("Copier pour le tableur", () => copyRows(copy));
    tools.replaceChildren(add.box, group.box, ...(numeric(view).length ? [total.box] : []), clear, copy);
  }

  function addFilter(index) {
    const known = state().filters.some((filter) => filter.index === index);
    if (!known) state().filters.push(newFilter(view.columns[index], index));
    drawFilters();
    refresh();
    filters.querySelector(`[data-column="${index}"] input, [data-column="${index}"] select`)?.focus();
  }

  function drawFilters() {
    filters.replaceChildren(...state().filters.map(filterBox));
  }

  function filterBox(filter) {
    const column = view.columns[filter.index];
    const box = make("fieldset", { "data-column": String(filter.index) }, make("legend", {}, column.label));
    box.append(...CONTROLS[filter.type](filter, column, `${prefix}-f${filter.index}`, () => change({})));
    const remove = button("×", () => {
      state().filters = state().filters.filter((one) => one !== filter);
      drawFilters();
      refresh();
      tools.querySelector("select").focus();
    });
    remove.setAttribute("aria-label", `Retirer le filtre sur ${column.label}`);
    remove.className = "ntc-x-remove";
    box.append(remove);
    return box;
  }

  function change(part) {
    Object.assign(state(), part, { page: 0 });
    refresh();
  }

  function refresh() {
    const kept = keep(view, state().filters);
    const shown = state().group === "" ? plainTable(view, kept) : groupedTable(view, kept, state());
    sortRows(shown, state().sort);
    status.textContent = summary(view, kept, state());
    drawTable(shown);
    drawPager(shown.rows.length);
    current = shown;
  }

  function drawTable(shown) {
    const head = make("tr");
    shown.heads.forEach((label, index) => {
      const sort = state().sort;
      const direction = sort && sort.index === index ? (sort.down ? "descending" : "ascending") : "none";
      const mark = { ascending: " ▲", descending: " ▼", none: "" }[direction];
      const number = shown.kinds[index].kind === "number";
      const cell = make("th", { scope: "col", "aria-sort": direction, ...(number && { class: "ntc-x-number" }) });
      cell.append(button(label + mark, () => {
        state().sort = { index, down: direction === "ascending" || (direction === "none" && number) };
        state().page = 0;
        refresh();
        frame.querySelectorAll("th button")[index].focus();
      }));
      head.append(cell);
    });
    const first = state().page * PAGE;
    const body = make("tbody");
    for (const row of shown.rows.slice(first, first + PAGE)) {
      const line = make("tr");
      row.forEach((value, index) => {
        const kind = shown.kinds[index];
        const text = write(value, kind);
        line.append(make("td", { class: `ntc-x-${kind.kind === "number" ? "number" : width(text)}` }, text));
      });
      body.append(line);
    }
    frame.replaceChildren(make("table", {}, make("caption", {}, shown.caption), make("thead", {}, head), body));
    frame.scrollTop = 0;
  }

  function drawPager(count) {
    const pages = Math.max(1, Math.ceil(count / PAGE));
    const here = state().page;
    const turn = (label, page) => {
      const one = button(label, () => {
        state().page = page;
        refresh();
        const again = [...pager.querySelectorAll("button")].find((other) => other.textContent === label);
        (again.disabled ? pager.querySelector("button:not(:disabled)") : again).focus();
      });
      one.disabled = page === here || page < 0 || page >= pages;
      return one;
    };
    pager.hidden = pages === 1;
    pager.replaceChildren(
      turn("Première page", 0),
      turn("Page précédente", here - 1),
      make("span", {}, `page ${here + 1} sur ${pages}`),
      turn("Page suivante", here + 1),
      turn("Dernière page", pages - 1),
    );
  }

  async function copyRows(source) {
    const lines = [current.heads, ...current.rows.map((row) => row.map((value, index) => forSheet(value, current.kinds[index])))];
    try {
      await navigator.clipboard.writeText(lines.map((line) => line.join("\t")).join("\n"));
      source.textContent = "Copié\u00a0: collez dans le tableur";
    } catch {
      source.textContent = "Copie refusée par le navigateur";
    }
    setTimeout(() => { source.textContent = "Copier pour le tableur"; }, 2500);
  }
}

// --- the data ---------------------------------------------------------------------------------------------

function unpack(table) {
  const columns = table.columns.map((column) => ({ ...column, scale: 10 ** column.places }));
  return { ...table, columns };
}

function fresh(view) {
  const measures = numeric(view);
  const first = measures.find((entry) => entry[1].additive) || measures[0];
  return { filters: [], group: "", total: first ? String(first[0]) : "", sort: null, page: 0 };
}

function numeric(view) {
  return [...view.columns.entries()].filter(([, column]) => column.kind === "number");
}

function groupable(view) {
  return [...view.columns.entries()].filter(([, column]) => column.words && column.words.length < view.count);
}

function byIndex(entries) {
  return [...entries].map(([index, column]) => [String(index), column.label]);
}

function newFilter(column, index) {
  if (column.kind === "number") return { index, type: "range", low: null, high: null };
  if (dated(column)) return { index, type: "dates", low: null, high: null };
  if (column.words.length <= FEW) return { index, type: "choice", chosen: new Set() };
  return { index, type: "words", text: "" };
}

function keep(view, filters) {
  const tests = filters.map((filter) => test(view.columns[filter.index], filter)).filter(Boolean);
  const kept = [];
  for (let row = 0; row < view.count; row++) if (tests.every((one) => one(row))) kept.push(row);
  return kept;
}

function test(column, filter) {
  const { values } = column;
  if (filter.type === "choice") return filter.chosen.size ? (row) => filter.chosen.has(values[row]) : null;
  if (filter.type === "words") {
    const sought = plain(filter.text);
    const match = sought && column.words.map((word) => plain(word).includes(sought));
    return sought ? (row) => match[values[row]] : null;
  }
  if (filter.low === null && filter.high === null) return null;
  const [low, high] = [filter.low ?? -Infinity, filter.high ?? Infinity];
  return (row) => values[row] !== null && values[row] >= low && values[row] <= high;
}

function plainTable(view, kept) {
  return {
    caption: view.title,
    heads: view.columns.map((column) => column.label),
    kinds: view.columns,
    rows: kept.map((row) => view.columns.map((column) => value(column, row))),
  };
}

function groupedTable(view, kept, state) {
  const by = view.columns[Number(state.group)];
  const measure = view.columns[Number(state.total)];
  const groups = new Map();
  for (const row of kept) {
    const key = by.values[row];
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  const keys = [...groups.keys()].sort((a, b) => a - b);
  const mean = measure && { ...measure, places: measure.places || 1 };
  const sums = measure && measure.additive;
  const count = { kind: "number", places: 0, scale: 1, unit: "" };
  return {
    caption: `${view.title}, par ${by.label.toLowerCase()}`,
    heads: [by.label, "Nombre de lignes", ...(sums ? [`Total\u00a0: ${measure.label}`] : []), ...(measure ? [`Moyenne\u00a0: ${measure.label}`] : [])],
    kinds: [{ kind: "text" }, count, ...(sums ? [measure] : []), ...(measure ? [mean] : [])],
    rows: keys.map((key) => {
      const { sum, count: filled } = add(measure, groups.get(key));
      return [by.words[key] || "(vide)", groups.get(key).length, ...(sums ? [sum] : []), ...(measure ? [filled ? sum / filled : null] : [])];
    }),
  };
}

function add(measure, rows) {
  let sum = 0;
  let count = 0;
  if (measure) {
    for (const row of rows) {
      if (measure.values[row] !== null) {
        sum += measure.values[row];
        count += 1;
      }
    }
  }
  return { sum, count };
}

function value(column, row) {
  const raw = column.values[row];
  return column.words ? column.words[raw] : raw;
}

function sortRows(shown, sort) {
  if (!sort) return;
  const way = sort.down ? -1 : 1;
  const order = new Intl.Collator("fr", { numeric: true }).compare;
  shown.rows.sort((a, b) => {
    const [x, y] = [a[sort.index], b[sort.index]];
    if (x === null || y === null) return (x === null) - (y === null);
    return way * (typeof x === "string" ? order(x, y) : x - y);
  });
}

// --- what is read -----------------------------------------------------------------------------------------

function summary(view, kept, state) {
  const lines = `${french(kept.length, 0)} ${plural(view.line, kept.length)} sur ${french(view.count, 0)}`;
  const measure = state.total === "" ? null : view.columns[Number(state.total)];
  if (!measure) return `${lines}.`;
  const { sum, count } = add(measure, kept);
  if (!count) return `${lines}.`;
  const mean = write(sum / count, { ...measure, places: measure.places || 1 });
  const total = measure.additive ? ` · ${measure.label}, total\u00a0: ${write(sum, measure)}` : ` · ${measure.label}`;
  return `${lines}${total} · moyenne\u00a0: ${mean}`;
}

function plural(noun, count) {
  return count < 2 || /[sxz]$/.test(noun) ? noun : `${noun}s`;
}

function write(raw, column) {
  if (raw === null || raw === undefined) return "";
  if (dated(column)) return new Date(raw * DAY).toLocaleDateString("fr-FR", { timeZone: "UTC", ...(column.kind === "month" && MONTH) });
  if (column.kind !== "number") return raw;
  const number = raw / column.scale;
  return french(number, column.places) + (column.unit ? `\u00a0${unit(column.unit, number)}` : "");
}

// « 1 demi-heure »: a unit that is a word takes its plural from two on.
function unit(name, number) {
  return Math.abs(number) < 2 && name !== "mois" && /^[a-z-]{2,}s$/.test(name) ? name.slice(0, -1) : name;
}

function width(text) {
  return text.length > READING ? "reading" : text.length > LONG ? "long" : "short";
}

function dated(column) {
  return column.kind === "date" || column.kind === "month";
}

function forSheet(raw, column) {
  if (raw === null) return "";
  if (column.kind === "number") return (raw / column.scale).toFixed(column.places).replace(".", ",");
  return write(raw, column);
}

function french(number, places) {
  return number.toLocaleString("fr-FR", { minimumFractionDigits: places, maximumFractionDigits: places }).replace("-", "−");
}

function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'").replace(/\s+/g, " ").toLowerCase().trim();
}

// --- the controls -----------------------------------------------------------------------------------------

const CONTROLS = {
  choice: (filter, column, id, done) => column.words.map((word, number) => {
    const box = make("input", { type: "checkbox", id: `${id}-${number}` });
    box.checked = filter.chosen.has(number);
    box.addEventListener("change", () => {
      filter.chosen[box.checked ? "add" : "delete"](number);
      done();
    });
    return make("label", { for: box.id, class: "ntc-x-check" }, box, word || "(vide)");
  }),
  words: (filter, column, id, done) => {
    const input = make("input", { type: "search", id, list: `${id}-words`, autocomplete: "off" });
    input.value = filter.text;
    input.addEventListener("input", () => { filter.text = input.value; done(); });
    const list = make("datalist", { id: `${id}-words` }, ...column.words.slice(0, 400).map((word) => make("option", { value: word })));
    return [make("label", { for: id }, "contient"), input, list];
  },
  dates: (filter, column, id, done) => [["du", "low"], ["au", "high"]].flatMap(([label, side]) => {
    const input = make("input", { type: "date", id: `${id}-${side}` });
    if (filter[side] !== null) input.value = new Date(filter[side] * DAY).toISOString().slice(0, 10);
    input.addEventListener("change", () => {
      filter[side] = input.value ? Math.round(Date.parse(`${input.value}T00:00:00Z`) / DAY) : null;
      done();
    });
    return [make("label", { for: input.id }, label), input];
  }),
  range: (filter, column, id, done) => [["de", "low"], ["à", "high"]].flatMap(([label, side]) => {
    const input = make("input", { type: "text", inputmode: "decimal", id: `${id}-${side}`, size: "9" });
    if (filter[side] !== null) input.value = french(filter[side] / column.scale, column.places);
    input.addEventListener("input", () => {
      const text = input.value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace(/[−–]/g, "-");
      const number = text === "" ? null : Number(text);
      input.setAttribute("aria-invalid", String(Number.isNaN(number)));
      filter[side] = number === null || Number.isNaN(number) ? null : Math.round(number * column.scale);
      done();
    });
    return [make("label", { for: input.id }, label), input];
  }),
};

function select(label, id, entries, chosen) {
  const control = make("select", { id }, ...entries.map(([key, text]) => make("option", { value: key }, text)));
  control.value = chosen;
  return { control, box: make("div", { class: "ntc-x-tool" }, make("label", { for: id }, label), control) };
}

function button(label, act) {
  const one = make("button", { type: "button" }, label);
  one.addEventListener("click", act);
  return one;
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, text] of Object.entries(attributes)) node.setAttribute(name, text);
  node.append(...children);
  return node;
}
