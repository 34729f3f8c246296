// A drill: shows what Python drew, sends what is typed, shows the reply. It knows no right answer.
import { button, make, table, unique } from "../page/dom.js";
import { optionInput } from "../page/inputs.js";

function figures({ caption, head, rows }) {
  const frame = { class: "ntc-drill-table", tabindex: "0", role: "group", "aria-label": caption };
  return make("div", frame, table({ caption, heads: head, rows }));
}

export function render({ model, el }) {
  const id = unique("ntc-drill");
  const streak = make("p", { class: "ntc-drill-streak", role: "status" });
  const question = make("div", { class: "ntc-drill-question", tabindex: "-1" });
  const label = make("label", { for: `${id}-answer` });
  const legend = make("legend", {});
  const input = make("input", {
    id: `${id}-answer`,
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-unit`,
  });
  const unit = make("span", { id: `${id}-unit`, class: "ntc-drill-unit" });
  const verify = make("button", { type: "submit", class: "ntc-drill-check" }, "Vérifier");
  const typed = make("div", { class: "ntc-drill-typed" }, label, make("div", { class: "ntc-drill-line" }, input, unit));
  const boxes = make("div", { class: "ntc-drill-options" });
  const chosen = make("fieldset", {}, legend, boxes);
  const form = make("form", { class: "ntc-drill-form", on: { submit: check } }, typed, chosen, verify);
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
    const { statement, ask, unit: suffix, form: written, options = [], table: data } = model.get("question");
    question.replaceChildren(make("p", {}, statement), ...(data ? [figures(data)] : []));
    typed.hidden = options.length > 0;
    chosen.hidden = options.length === 0;
    label.textContent = legend.textContent = ask;
    unit.textContent = suffix || written;
    input.value = "";
    boxes.replaceChildren(
      ...options.map(([value, text], rank) => optionInput("radio", { name: `${id}-option`, rank, value, label: text }).node),
    );
  }

  function showReply() {
    const { kind, title: verdict, message, hint, steps: lines = [] } = model.get("reply");
    root.dataset.state = kind || "open";
    const said = [make("p", { class: "ntc-drill-verdict" }, verdict), make("p", {}, message)];
    if (hint) said.push(make("p", { class: "ntc-drill-hint" }, make("strong", {}, "Indice. "), hint));
    reply.replaceChildren(...(kind ? said : []));
    verify.textContent = hint ? "Essayer encore" : "Vérifier";
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
    const raw = chosen.hidden ? input.value : (boxes.querySelector("input:checked")?.value ?? "");
    model.send({ do: "answer", raw });
  }

  function next() {
    model.send({ do: "next" });
    if (chosen.hidden) input.focus();
    else root.querySelector(".ntc-drill-question").focus();
  }

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
