// A drill: shows what Python drew, sends what is typed, shows the reply. It knows no right answer.

// JupyterLab takes keys for its commands from whatever has the focus, unless that very element says this.
const KEYS_OF_ITS_OWN = { "data-lm-suppress-shortcuts": "true" };

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function table({ caption, head, rows }) {
  const heads = head.map((text) => element("th", { scope: "col" }, text));
  const lines = rows.map(([first, ...cells]) =>
    element("tr", {}, element("th", { scope: "row" }, first), ...cells.map((text) => element("td", {}, text))),
  );
  return element(
    "div",
    { class: "ntc-drill-table", tabindex: "0", role: "group", "aria-label": caption, ...KEYS_OF_ITS_OWN },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...lines),
    ),
  );
}

function render({ model, el }) {
  // Every widget loads this file as a module of its own, so a counter here would give all of them the same ids.
  const id = `ntc-drill-${Math.random().toString(36).slice(2)}`;
  const streak = element("p", { class: "ntc-drill-streak", role: "status" });
  const question = element("div", { class: "ntc-drill-question" });
  const label = element("label", { for: `${id}-answer` });
  const input = element("input", {
    id: `${id}-answer`,
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-unit`,
    ...KEYS_OF_ITS_OWN,
  });
  const unit = element("span", { id: `${id}-unit`, class: "ntc-drill-unit" });
  const form = element(
    "form",
    {},
    label,
    element(
      "div",
      { class: "ntc-drill-line" },
      input,
      unit,
      element("button", { type: "submit", class: "ntc-drill-check", ...KEYS_OF_ITS_OWN }, "Vérifier"),
    ),
  );
  const reply = element("div", { class: "ntc-drill-reply", role: "status" });
  const steps = element("ol");
  const summary = element("summary", { ...KEYS_OF_ITS_OWN }, "Correction pas à pas");
  const correction = element("details", {}, summary, steps);
  const another = element("button", { type: "button", class: "ntc-drill-next", ...KEYS_OF_ITS_OWN }, "Un autre");
  const root = element(
    "div",
    { class: "ntc-drill", role: "group", "aria-labelledby": `${id}-title`, lang: "fr" },
    element(
      "div",
      { class: "ntc-drill-head" },
      element("p", { id: `${id}-title`, class: "ntc-drill-title" }, element("span", {}, "Entraînement"), model.get("title")),
      streak,
    ),
    question,
    form,
    reply,
    correction,
    another,
  );

  function showQuestion() {
    const { statement, ask, unit: suffix, hint, table: figures } = model.get("question");
    question.replaceChildren(element("p", {}, statement), ...(figures ? [table(figures)] : []));
    label.textContent = ask;
    unit.textContent = suffix || hint;
    input.value = "";
  }

  function showReply() {
    const { kind, title, message, steps: lines = [] } = model.get("reply");
    root.dataset.state = kind || "open";
    reply.replaceChildren(
      ...(kind ? [element("p", { class: "ntc-drill-verdict" }, title), element("p", {}, message)] : []),
    );
    steps.replaceChildren(...lines.map((line) => element("li", {}, line)));
    correction.hidden = lines.length === 0;
    correction.open = kind === "wrong";
    input.setAttribute("aria-invalid", String(kind === "wrong" || kind === "unreadable"));
  }

  function showStreak() {
    streak.textContent = model.get("streak");
  }

  function check(event) {
    event.preventDefault();
    model.send({ do: "answer", raw: input.value });
  }

  form.addEventListener("submit", check);
  // Inside JupyterLab, Enter does not submit a form by itself (seen in Chromium with 4.6): ask for it.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      check(event);
    }
  });
  another.addEventListener("click", () => {
    model.send({ do: "next" });
    input.focus();
  });

  const listeners = [
    ["change:question", showQuestion],
    ["change:reply", showReply],
    ["change:streak", showStreak],
  ];
  for (const [event, show] of listeners) {
    model.on(event, show);
    show();
  }
  el.append(root);
  return () => listeners.forEach(([event, show]) => model.off(event, show));
}

export default { render };
