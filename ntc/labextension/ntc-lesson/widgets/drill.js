// A drill: shows what Python drew, sends what is typed, shows the reply. It knows no right answer.
import { button, keepKeys, make, table, unique } from "../page/dom.js";

function figures({ caption, head, rows }) {
  const frame = { class: "ntc-drill-table", tabindex: "0", role: "group", "aria-label": caption };
  return make("div", frame, table({ caption, heads: head, rows }));
}

export function render({ model, el }) {
  const id = unique("ntc-drill");
  const streak = make("p", { class: "ntc-drill-streak", role: "status" });
  const question = make("div", { class: "ntc-drill-question" });
  const label = make("label", { for: `${id}-answer` });
  const input = make("input", {
    id: `${id}-answer`,
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-unit`,
  });
  const unit = make("span", { id: `${id}-unit`, class: "ntc-drill-unit" });
  const verify = make("button", { type: "submit", class: "ntc-drill-check" }, "Vérifier");
  const form = make("form", { on: { submit: check } }, label, make("div", { class: "ntc-drill-line" }, input, unit, verify));
  const reply = make("div", { class: "ntc-drill-reply", role: "status" });
  const steps = make("ol");
  const correction = make("details", {}, make("summary", {}, "Correction pas à pas"), steps);
  const another = button("Un autre", next, { class: "ntc-drill-next" });
  const title = make("p", { id: `${id}-title`, class: "ntc-drill-title" }, make("span", {}, "Entraînement"), model.get("title"));
  const root = make(
    "div",
    { class: "ntc-drill", role: "group", "aria-labelledby": title.id, lang: "fr" },
    make("div", { class: "ntc-drill-head" }, title, streak),
    question,
    form,
    reply,
    correction,
    another,
  );

  function showQuestion() {
    const { statement, ask, unit: suffix, hint, table: data } = model.get("question");
    question.replaceChildren(make("p", {}, statement), ...(data ? [figures(data)] : []));
    keepKeys(root);
    label.textContent = ask;
    unit.textContent = suffix || hint;
    input.value = "";
  }

  function showReply() {
    const { kind, title: verdict, message, steps: lines = [] } = model.get("reply");
    root.dataset.state = kind || "open";
    reply.replaceChildren(...(kind ? [make("p", { class: "ntc-drill-verdict" }, verdict), make("p", {}, message)] : []));
    steps.replaceChildren(...lines.map((line) => make("li", {}, line)));
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

  function next() {
    model.send({ do: "next" });
    input.focus();
  }

  // Inside JupyterLab, Enter does not submit a form by itself (seen in Chromium with 4.6): ask for it.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) check(event);
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
