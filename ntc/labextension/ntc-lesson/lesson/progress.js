// The bar above a lesson: exercises done out of all, hour of the last saving, connection; and the way to what remains.
import { LastSaved } from "../page/lastsaved.js";
import { button, hide, make } from "../page/dom.js";
import { counted, NBSP } from "../page/french.js";
import { HandedIn } from "./handedin.js";
import { Place } from "./place.js";
import { Steps } from "./steps.js";

const CONNECTION = {
  starting: "ouverture…",
  ready: "connecté",
  lost: "connexion perdue",
  restarting: "redémarrage…",
  dead: "arrêté",
};
const STATES = { done: "répondu", begun: "incomplet", todo: "à faire" };

export class Progress {
  constructor({ app, jupyter: { widgets } }, panel) {
    this.panel = panel;
    this.app = app;
    this.exercises = [];
    this.states = new Map();
    this.state = "starting";
    this.saved = new LastSaved();
    this.gauge = make("span");
    this.text = make("span", { class: "ntc-progress-text" });
    const summary = button("", () => this.open(), { class: "ntc-progress-summary", "aria-haspopup": "dialog" });
    summary.append(make("span", { class: "ntc-progress-gauge", "aria-hidden": "true" }, this.gauge), this.text);
    this.said = make("p");
    this.list = make("ol");
    this.dialog = this.listing();
    this.steps = new Steps(panel);
    this.place = new Place(panel, () => this.schedule());
    this.again = button("Reprendre", () => this.resume(), { class: "ntc-progress-resume", hidden: true });
    this.again.append(make("span", { class: "ntc-progress-rest" }, " où j’en étais"));
    this.handedIn = new HandedIn(panel, app, () => this.schedule());
    this.row = make("div", { class: "ntc-progress-row" }, this.steps.node, summary, this.handedIn.node, this.again);
    this.widget = new widgets.Widget({ node: make("div", {}, this.row, this.dialog) });
    this.widget.addClass("ntc-progress");
    this.widget.hide();
    panel.contentHeader.insertWidget(0, this.widget);
    panel.node.addEventListener("ntc:field", (event) => this.onField(event.detail));
  }

  listing() {
    const close = make("button", { type: "submit", class: "ntc-progress-close" }, "Fermer");
    const form = make("form", { method: "dialog" }, make("h2", {}, "Exercices de la leçon"), this.said, this.list, close);
    const dialog = make("dialog", { class: "ntc-progress-list", "aria-label": "Exercices de la leçon" }, form);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    return dialog;
  }

  // Fields come and go with the outputs of a cell; only those are observed, and one redraw answers many changes. What
  // a field says of itself changes at each key that is typed in it.
  watch(node) {
    const changed = (all) => all.some(({ target }) => !target.closest(".ntc-field")) && this.schedule();
    new MutationObserver(changed).observe(node, { childList: true, subtree: true });
  }

  set({ exercises, learner, lesson, paper }) {
    if (paper) this.sit(paper, lesson);
    if (this.whose !== `${learner}/${lesson}`) {
      this.states.clear();
    }
    this.whose = `${learner}/${lesson}`;
    this.exercises = exercises;
    this.steps.set(exercises);
    this.place.recall(this.whose);
    this.handedIn.watch(this.text, { learner, lesson });
    this.widget.setHidden(exercises.length === 0);
    this.schedule();
  }

  // A mock examination has a clock, and is closed until it is begun.
  async sit(paper, lesson) {
    const { Exam } = await import("./exam.js");
    this.exam ??= new Exam(this.panel, this.app, () => this.handedIn.again());
    this.handedIn.node.before(this.exam.node);
    this.exam.set(paper, lesson);
  }

  connection(state) {
    this.state = state;
    this.schedule();
  }

  onField(detail) {
    this.saved.hear(detail);
    this.handedIn.hear(detail);
    this.schedule();
  }

  schedule() {
    this.pending ??= requestAnimationFrame(() => {
      this.pending = undefined;
      this.draw();
    });
  }

  draw() {
    const done = this.exercises.filter((exercise) => this.stateOf(exercise) === "done").length;
    const all = this.exercises.length;
    const parts = [...this.handedIn.words(), `${counted(done, "exercice fait", "exercices faits")} sur ${all}`];
    parts.push(...this.saved.words());
    // A narrow bar has no room for the end: what is the matter comes first.
    parts.splice(this.state === "ready" ? parts.length : 1, 0, CONNECTION[this.state]);
    const said = parts.join(" · ");
    // Drawn again only if there is something new to say: the page watches what changes.
    if (said !== this.text.title) {
      this.text.replaceChildren(...parts.map((part, index) => make("span", {}, index < parts.length - 1 ? `${part} · ` : part)));
      this.text.title = said;
      this.said.textContent = said;
    }
    this.gauge.style.width = `${all ? (100 * done) / all : 0}%`;
    this.steps.draw((exercise) => this.stateOf(exercise), this.place.here());
    hide(this.again, !this.handedIn.node.hidden || !(this.place.before ?? this.next()));
  }

  // On another computer nothing is remembered but the answers: the first exercise to go on with, once one is begun.
  next() {
    const states = this.exercises.map((exercise) => this.stateOf(exercise));
    const begun = !this.place.wandered && states.some((state) => state !== "todo");
    return begun ? this.exercises[states.findIndex((state) => state !== "done")] : undefined;
  }

  resume() {
    if (this.place.before) {
      this.place.resume();
    } else {
      this.go(this.next());
    }
    this.place.wandered = true;
    this.schedule();
  }

  fieldsOf({ id }) {
    return [...this.panel.content.node.querySelectorAll(`.ntc-field[data-exercise="${CSS.escape(id)}"]`)];
  }

  // While the lesson runs again its fields are away: what they said last still holds.
  stateOf(exercise) {
    const states = this.fieldsOf(exercise).map((field) => field.dataset.state);
    if (states.length > 0) {
      this.states.set(exercise.id, together(states));
    }
    return this.states.get(exercise.id) ?? "todo";
  }

  open() {
    const items = this.exercises.map((exercise) => {
      const state = this.stateOf(exercise);
      const words = `${exercise.title}${NBSP}: ${STATES[state]}`;
      return make("li", {}, button(words, () => this.go(exercise), { dataset: { state } }));
    });
    this.list.replaceChildren(...items);
    this.dialog.showModal();
    (this.list.querySelector('button:not([data-state="done"])') ?? this.dialog).focus();
  }

  // To the first field of the exercise that has no answer yet, ready for typing.
  go(exercise) {
    this.dialog.close();
    const fields = this.fieldsOf(exercise);
    const target = fields.find((field) => field.dataset.state !== "answered") ?? fields[0];
    target?.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "start" });
  }
}

function together(states) {
  if (states.every((state) => state === "answered")) {
    return "done";
  }
  return states.some((state) => state !== "blank") ? "begun" : "todo";
}
