// Contesting a mark: which exercise, which question, in one's own words; then a file to send, a message to copy.
import { button, make } from "../page/dom.js";
import { downloadFile } from "./links.js";

/** The panel under the feedback of an activity; nothing while nobody contests there. */
export function contest(page, assignment, open) {
  if (open.assignment !== assignment) return null;
  return make(
    "div",
    { class: "ntc-home-panel", role: "region", "aria-labelledby": "ntc-home-contest" },
    make("h3", { id: "ntc-home-contest", tabindex: "-1" }, open.title),
    ...(open.step === "ask" ? asked(page, assignment, open) : written(page, assignment, open)),
  );
}

function asked(page, assignment, { path, exercises, longest }) {
  const chosen = page.contesting;
  const keep = () => (page.contesting = { exercise: exercise.value, part: part.value, words: words.value });
  const options = (found, value) => found.map(({ id, label }) => make("option", { value: id, selected: id === value }, label));
  const exercise = make(
    "select",
    { id: "ntc-home-contest-exercise", on: { change: () => (fill(), keep()) } },
    ...options(exercises.map(({ id, title }) => ({ id, label: title })), chosen.exercise),
  );
  const part = make("select", { id: "ntc-home-contest-part", on: { change: keep } });
  const fill = (value) => {
    const { parts } = exercises.find(({ id }) => id === exercise.value);
    part.replaceChildren(...options([{ id: "", label: "Tout l’exercice" }, ...parts], value));
  };
  const words = make("textarea", { id: "ntc-home-contest-words", rows: 5, maxlength: longest, on: { input: keep } });
  words.value = chosen.words ?? "";
  fill(chosen.part);
  const send = () => page.send({ action: "contest-write", assignment, path, ...keep() });
  return [
    labelled("Exercice", exercise),
    labelled("Question", part),
    labelled("Ce que vous contestez, et pourquoi", words),
    make(
      "p",
      { class: "ntc-home-buttons" },
      button("Préparer ma contestation", send, { class: "ntc-home-main" }),
      button("Ne pas contester", () => page.send({ action: "contest-close", assignment })),
    ),
  ];
}

function labelled(text, control) {
  return make("p", { class: "ntc-home-asked" }, make("label", { for: control.id }, text), control);
}

function written(page, assignment, { text, file, name, message }) {
  page.contesting = {};
  const copied = make("textarea", { id: "ntc-home-contest-message", rows: 8, readonly: true });
  copied.value = message;
  copied.addEventListener("focus", () => copied.select());
  return [
    make("p", {}, text),
    labelled("Le message, à copier dans un courriel", copied),
    make(
      "p",
      { class: "ntc-home-buttons" },
      downloadFile(file, "Télécharger le fichier", "ntc-home-button ntc-home-main"),
      button("Fermer", () => page.send({ action: "contest-close", assignment })),
    ),
    make("p", {}, make("code", {}, name)),
  ];
}
