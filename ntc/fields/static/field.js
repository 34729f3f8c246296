// The live answer field: plain HTML controls for every kind, saved as the learner works.
//
// The page sets `raw`; the kernel answers by setting `stored` to what it wrote, with state, echo, message, cells and hour.
// While the two differ the field says so, and keeps the entry in the tab's session storage: a field that is built again
// (kernel restarted, page reloaded) takes up what never reached the disk.

const PAUSE = 400; // ms without a keystroke before an answer is sent
const PATIENCE = 6000; // ms without an answer of the kernel before the learner is told

const NBSP = "\u00a0";
// How far the answer is, never whether it is right: no tick here.
const MARKS = { answered: "●", partial: "◐", unreadable: "✎", error: "!", blank: "○" };

// ---------------------------------------------------------------- small tools

/** Build an element: attributes, then children (strings become text, never markup). */
function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Compare answers, which are texts, lists and mappings; the order of keys does not matter. */
function same(left, right) {
  if (left === right) return true;
  if (!left || !right || typeof left !== "object" || typeof right !== "object") return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => same(left[key], right[key]));
}

function say(node, text) {
  // An unchanged live region must not be read out again.
  if (node.textContent !== text) node.textContent = text;
}

function countWords(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** A choice that its list may show cut short, to be written out under it. */
function whole(label) {
  return label.length > 24 ? label : "";
}

function plural(count, noun) {
  return `${count}${NBSP}${noun}${count < 2 ? "" : "s"}`;
}

// ---------------------------------------------------------------- inputs that stand alone or in a cell

/** A text input for a number or a date, with its unit beside it. */
function textInput(entry, attributes, changed) {
  const input = make("input", {
    ...attributes,
    type: "text",
    class: "ntc-input",
    inputmode: entry.input === "number" ? "decimal" : "text",
    autocomplete: "off",
    spellcheck: "false",
  });
  input.addEventListener("input", () => changed(PAUSE));
  input.addEventListener("keydown", (event) => event.key === "Enter" && changed(0));
  return {
    node: make("span", { class: "ntc-entry" }, input, entry.unit ? make("span", { class: "ntc-unit" }, entry.unit) : null),
    input,
    read: () => input.value,
    write: (raw) => (input.value = typeof raw === "string" ? raw : ""),
  };
}

/** A list to choose one option from. */
function selectInput(options, attributes, changed) {
  const input = make(
    "select",
    { ...attributes, class: "ntc-select" },
    make("option", { value: "" }, "à choisir"),
    ...options.map(([value, label]) => make("option", { value }, label)),
  );
  input.addEventListener("change", () => changed(0));
  return {
    node: input,
    input,
    read: () => input.value,
    write: (raw) => (input.value = options.some(([value]) => value === raw) ? raw : ""),
  };
}

function cellInput(entry, attributes, changed) {
  return entry.input === "choice" ? selectInput(entry.options, attributes, changed) : textInput(entry, attributes, changed);
}

// ---------------------------------------------------------------- one builder per kind of field
// Each returns {node, read, write}, and `mark` when cells have something to say of their own.
// `grouped` kinds stand in a fieldset whose legend is the label.

function single(spec, ids, changed) {
  return textInput(spec, { id: ids.control, "aria-describedby": ids.described }, changed);
}

function choice(spec, ids, changed) {
  const boxes = spec.options.map(([value, label], rank) => option("radio", ids, rank, value, label, () => changed(0)));
  const erase = make("button", { type: "button", class: "ntc-button ntc-erase" }, "Effacer mon choix");
  const chosen = () => boxes.find((box) => box.input.checked);
  const show = () => (erase.hidden = !chosen());
  erase.addEventListener("click", () => {
    const box = chosen();
    box.input.checked = false;
    box.input.focus();
    show();
    changed(0);
  });
  const node = make("div", { class: "ntc-options" }, ...boxes.map((box) => box.node), erase);
  node.addEventListener("change", show);
  return {
    node,
    read: () => chosen()?.input.value ?? "",
    write: (raw) => {
      for (const box of boxes) box.input.checked = box.input.value === raw;
      show();
    },
  };
}

function multi(spec, ids, changed) {
  const boxes = spec.options.map(([value, label], rank) => option("checkbox", ids, rank, value, label, () => changed(0)));
  return {
    node: make("div", { class: "ntc-options ntc-columns" }, ...boxes.map((box) => box.node)),
    read: () => boxes.filter((box) => box.input.checked).map((box) => box.input.value),
    write: (raw) => {
      const kept = Array.isArray(raw) ? raw : [];
      for (const box of boxes) box.input.checked = kept.includes(box.input.value);
    },
  };
}

/** A radio button or a box to tick, with its label. */
function option(type, ids, rank, value, label, onchange) {
  const input = make("input", { type, id: `${ids.control}-${rank}`, name: ids.control, value });
  input.addEventListener("change", onchange);
  return { node: make("label", { class: "ntc-option", for: input.id }, input, make("span", {}, label)), input };
}

function match(spec, ids, changed) {
  const rows = spec.items.map(([item, label], rank) => {
    const id = `${ids.control}-${rank}`;
    const select = selectInput(spec.options, { id }, changed);
    return { item, select, node: make("div", { class: "ntc-pair" }, make("label", { for: id }, label), select.node) };
  });
  return {
    node: make("div", { class: "ntc-pairs" }, ...rows.map((row) => row.node)),
    read: () => Object.fromEntries(rows.map((row) => [row.item, row.select.read()]).filter(([, value]) => value)),
    write: (raw) => rows.forEach((row) => row.select.write(raw?.[row.item])),
  };
}

function order(spec, ids, changed) {
  const list = make("ol", { class: "ntc-order" });
  const spoken = make("p", { class: "ntc-hidden", "aria-live": "polite" });
  const keep = make("button", { type: "button", class: "ntc-button" }, "Garder cet ordre");
  let touched = false;

  const rows = spec.options.map(([key, label]) => {
    const up = make("button", { type: "button", class: "ntc-button", "aria-label": `Monter${NBSP}: ${label}` }, "↑");
    const down = make("button", { type: "button", class: "ntc-button", "aria-label": `Descendre${NBSP}: ${label}` }, "↓");
    const node = make("li", {}, make("span", { class: "ntc-order-label" }, label), up, down);
    node.dataset.key = key;
    up.addEventListener("click", () => move(node, -1, up, down, label));
    down.addEventListener("click", () => move(node, 1, down, up, label));
    return { key, node, up, down };
  });

  function move(node, step, pressed, other, label) {
    const places = [...list.children];
    const place = places.indexOf(node) + step;
    if (step < 0) places[place].before(node);
    else places[place].after(node);
    limits();
    // The button that reached its end is disabled: the focus goes to its neighbour rather than to the page.
    (pressed.disabled ? other : pressed).focus();
    say(spoken, `${label}${NBSP}: place ${place + 1} sur ${places.length}`);
    touch();
    changed(0);
  }
  function touch() {
    touched = true;
    keep.hidden = true;
  }
  function limits() {
    rows.forEach((row) => {
      row.up.disabled = row.node === list.firstElementChild;
      row.down.disabled = row.node === list.lastElementChild;
    });
  }
  keep.addEventListener("click", () => {
    touch();
    list.querySelector("button:enabled").focus();
    changed(0);
  });
  return {
    node: make("div", {}, list, keep, spoken),
    read: () => (touched ? [...list.children].map((node) => node.dataset.key) : []),
    write: (raw) => {
      touched = Array.isArray(raw) && raw.length === rows.length;
      keep.hidden = touched;
      const rank = (row) => (touched ? raw.indexOf(row.key) : 0);
      list.replaceChildren(...[...rows].sort((a, b) => rank(a) - rank(b)).map((row) => row.node));
      limits();
    },
  };
}

/** A table to fill in; in a planner, each row is kept or not by its box. */
function table(spec, ids, changed) {
  const planner = spec.kind === "planner";
  const heads = spec.columns.map(([, label]) => make("th", { scope: "col" }, label));
  const rows = spec.rows.map((row, rank) => tableRow(spec, row, `${ids.control}-r${rank}`, planner, changed));
  const grid = make(
    "table",
    { class: "ntc-table", "aria-labelledby": ids.label, "aria-describedby": ids.described },
    make("thead", {}, make("tr", {}, make("td"), ...heads)),
    make("tbody", {}, ...rows.map((row) => row.node)),
  );
  return {
    node: make("div", { class: "ntc-scroll" }, grid),
    read: () => Object.fromEntries(rows.map((row) => [row.id, row.read()]).filter(([, line]) => line)),
    write: (raw) => rows.forEach((row) => row.write(raw?.[row.id])),
    mark: (cells) => rows.forEach((row) => row.mark(cells[row.id] ?? {})),
  };
}

function tableRow(spec, row, id, planner, changed) {
  const entries = spec.columns.map(([name, head], column) => {
    const said = make("span", { class: "ntc-cell-said", id: `${id}-s${column}` });
    const labelled = {
      "aria-label": `${row.label}, ${head}`,
      "aria-describedby": `${id}-help ${said.id}`,
    };
    const entry = cellInput(row.cells[name], labelled, changed);
    return { name, entry, said, node: make("td", {}, entry.node, said) };
  });
  const box = planner ? option("checkbox", { control: id }, "keep", row.id, row.label, () => kept(true)) : null;
  const label = box ? box.node : make("span", {}, row.label);
  // A line breaks between two facts, never inside one.
  const facts = (row.facts ?? []).map((fact) => make("span", { class: "ntc-fact" }, fact));
  const node = make(
    "tr",
    {},
    make("th", { scope: "row" }, label, make("span", { class: "ntc-help", id: `${id}-help` }, row.help, ...facts)),
    ...entries.map((cell) => cell.node),
  );
  const kept = (byHand) => {
    if (box) entries.forEach((cell) => (cell.entry.input.disabled = !box.input.checked));
    if (box) node.classList.toggle("ntc-kept", box.input.checked);
    if (byHand) changed(0);
  };
  return {
    id: row.id,
    node,
    read: () => {
      if (box && !box.input.checked) return null;
      const line = entries.map((cell) => [cell.name, cell.entry.read()]).filter(([, value]) => value !== "");
      return box || line.length ? Object.fromEntries(line) : null;
    },
    write: (line) => {
      if (box) box.input.checked = Boolean(line);
      entries.forEach((cell) => cell.entry.write(line?.[cell.name]));
      kept(false);
    },
    mark: (line) =>
      entries.forEach((cell) => {
        const said = line[cell.name] ?? { state: "blank", echo: "", message: "" };
        const understood = row.cells[cell.name].input === "choice" ? whole(said.echo) : said.echo && `compris${NBSP}: ${said.echo}`;
        say(cell.said, [understood, said.message].filter(Boolean).join(" · "));
        cell.said.dataset.state = said.state;
        cell.entry.input.setAttribute("aria-invalid", said.state === "unreadable");
      }),
  };
}

function text(spec, ids, changed) {
  const area = make("textarea", {
    id: ids.control,
    class: "ntc-text",
    rows: 14,
    maxlength: spec.limit,
    "aria-describedby": ids.described,
    lang: "fr",
  });
  const [low, high] = spec.words;
  const count = make("p", { class: "ntc-count" });
  const show = () => say(count, `${plural(countWords(area.value), "mot")} · de ${low} à ${high} attendus`);
  area.addEventListener("input", () => {
    show();
    changed(PAUSE);
  });
  const plan = spec.headings.length
    ? make("p", { class: "ntc-help" }, `Intertitres attendus${NBSP}: ${spec.headings.join(", ")}.`)
    : null;
  return {
    node: make("div", {}, plan, area, count),
    input: area,
    read: () => area.value,
    write: (raw) => {
      area.value = typeof raw === "string" ? raw : "";
      show();
    },
  };
}

const KINDS = { number: single, date: single, choice, multi, match, order, table, planner: table, text };
const GROUPED = new Set(["choice", "multi", "match", "order", "table", "planner"]);

// ---------------------------------------------------------------- what never reached the disk

/** The entry kept in this tab until the kernel has written it. */
function draftOf(spec) {
  const key = `ntc-draft:${spec.owner}:${spec.field}`;
  const quietly = (action) => {
    try {
      return action();
    } catch {
      return null; // storage full or forbidden: the field works without a draft
    }
  };
  return {
    read: () => quietly(() => JSON.parse(sessionStorage.getItem(key))),
    keep: (raw, base) => quietly(() => sessionStorage.setItem(key, JSON.stringify({ raw, base }))),
    drop: () => quietly(() => sessionStorage.removeItem(key)),
  };
}

// ---------------------------------------------------------------- the field

function render({ model, el }) {
  const spec = model.get("spec");
  const base = `ntc-${spec.field}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
  const ids = { control: `${base}-control`, label: `${base}-label`, help: `${base}-help`, status: `${base}-status` };
  ids.described = spec.help ? `${ids.help} ${ids.status}` : ids.status;
  const draft = draftOf(spec);
  let timer = null;
  let alarm = null;
  let late = false;

  const control = KINDS[spec.kind](spec, ids, changed);
  const mark = make("span", { class: "ntc-mark", "aria-hidden": "true" });
  const echo = make("span", { class: "ntc-echo" });
  const message = make("span", { class: "ntc-message" });
  const saved = make("span", { class: "ntc-saved" });
  const retry = make("button", { type: "button", class: "ntc-button ntc-retry" }, "Réessayer");
  const root = make(
    "div",
    { class: "ntc-field", "data-field": spec.field, "data-exercise": spec.exercise, "data-kind": spec.kind },
    spec.badges.length
      ? make("p", { class: "ntc-badges" }, ...spec.badges.map((badge) => make("span", { class: "ntc-badge" }, badge)))
      : null,
    body(),
    make("p", { class: "ntc-status", id: ids.status, role: "status" }, mark, echo, message, saved),
    retry,
  );
  // JupyterLab's one-key commands (cut the cell, add one…) must not fire from a box, a list or a button. It
  // looks for this on the element that has the focus before it looks at what contains it.
  for (const node of root.querySelectorAll("input, select, textarea, button")) {
    node.dataset.lmSuppressShortcuts = "true";
  }

  function body() {
    const help = spec.help ? make("p", { class: "ntc-help", id: ids.help }, spec.help) : null;
    if (GROUPED.has(spec.kind)) {
      const legend = make("legend", { id: ids.label, class: "ntc-label" }, spec.label);
      return make("fieldset", { "aria-describedby": ids.described }, legend, help, control.node);
    }
    const label = make("label", { for: ids.control, id: ids.label, class: "ntc-label" }, spec.label);
    return make("div", {}, label, help, control.node);
  }

  // An answer is sent after a pause, or at once: choices, leaving the field, leaving the page.
  function changed(delay) {
    clearTimeout(timer);
    draft.keep(control.read(), model.get("stored"));
    if (delay) {
      timer = setTimeout(send, delay);
      refresh();
    } else {
      send();
    }
  }

  function send() {
    clearTimeout(timer);
    timer = null;
    const raw = control.read();
    if (!same(raw, model.get("raw") ?? control.blank)) {
      model.set("raw", raw);
      try {
        model.save_changes();
      } catch {
        late = true; // the connection is gone: the draft stays
      }
      watch();
    }
    refresh();
  }

  function watch() {
    clearTimeout(alarm);
    alarm = setTimeout(() => {
      late = !written();
      refresh();
    }, PATIENCE);
  }

  function written() {
    return same(control.read(), model.get("stored") ?? control.blank);
  }

  function answered() {
    if (!timer && !same(control.read(), model.get("raw") ?? control.blank)) {
      // Another view of the field changed the answer; what is being typed here is never replaced.
      if (!root.contains(document.activeElement)) control.write(model.get("raw"));
    }
    if (written()) {
      clearTimeout(alarm);
      late = false;
      draft.drop();
    }
    refresh();
  }

  let announced = "";
  function refresh() {
    const done = written();
    const state = late ? "error" : model.get("state");
    root.dataset.state = state;
    root.dataset.written = String(done);
    say(mark, MARKS[state]);
    // The count of words stands under the text already.
    say(echo, spec.kind === "text" ? "" : model.get("echo"));
    say(message, late ? `Pas encore enregistré${NBSP}: gardez cette page ouverte.` : model.get("message") || (state === "blank" ? "sans réponse" : ""));
    say(saved, stamp(done, state));
    retry.hidden = state !== "error";
    control.input?.setAttribute("aria-invalid", String(state === "unreadable"));
    control.mark?.(model.get("cells"));
    announce(state, done ? model.get("saved") : "");
  }

  function stamp(done, state) {
    if (state === "error") return "";
    if (!done) return "enregistrement…";
    return model.get("saved") ? `enregistré à ${model.get("saved")}` : "";
  }

  function announce(state, hour) {
    const detail = { field: spec.field, exercise: spec.exercise, state, saved: hour };
    const told = JSON.stringify(detail);
    if (told === announced || !root.isConnected) return;
    announced = told;
    root.dispatchEvent(new CustomEvent("ntc:field", { bubbles: true, detail }));
  }

  retry.addEventListener("click", () => {
    model.send({ again: control.read() });
    watch();
  });
  root.addEventListener("focusout", () => timer && send());
  root.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      send();
    }
  });
  const leaving = () => timer && send();
  addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", leaving);
  model.on("change", answered);

  control.write(undefined);
  control.blank = control.read();
  control.write(model.get("raw"));
  el.append(root);
  // The view is put in the page after it is drawn: only then can the page hear of it.
  const shown = requestAnimationFrame(() => {
    const unsaved = draft.read();
    // A draft counts only if nobody has written the answer since.
    if (unsaved && same(unsaved.base ?? null, model.get("stored") ?? null)) {
      control.write(unsaved.raw);
      send();
    } else {
      draft.drop();
      refresh();
    }
  });
  refresh();

  return () => {
    leaving();
    cancelAnimationFrame(shown);
    clearTimeout(alarm);
    removeEventListener("pagehide", leaving);
    document.removeEventListener("visibilitychange", leaving);
    model.off("change", answered);
  };
}

export default { render };
