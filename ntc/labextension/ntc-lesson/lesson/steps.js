// The steps of a lesson, side by side: what is answered in each, where one is, and one click to any of them.
import { button, make } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { follow } from "../page/reach.js";

const STEP = /^## (?:(\d+)\. )?(.+)$/m;
const STATES = { done: "répondu", begun: "commencé", todo: "à faire", text: "lecture" };

export class Steps {
  constructor(panel) {
    this.panel = panel;
    this.node = make("ol", { class: "ntc-steps", "aria-label": "Étapes de la leçon" });
    this.steps = [];
  }

  // A step begins with a heading of the second level; its exercises are those of the cells below.
  set(exercises) {
    const known = new Map(exercises.map((exercise) => [exercise.id, exercise]));
    this.steps = [];
    for (const cell of this.panel.content.widgets) {
      const [, number, title] = (cell.model.type === "markdown" && cell.model.sharedModel.getSource().match(STEP)) || [];
      if (title) {
        this.steps.push({ cell, number, title, exercises: [] });
      } else if (known.has(cell.model.id)) {
        this.steps.at(-1)?.exercises.push(known.get(cell.model.id));
      }
    }
    const go = ({ cell }) => {
      cell.node.scrollIntoView({ block: "start" });
      follow(() => cell.node);
    };
    this.buttons = this.steps.map((step) => button(step.number ?? "•", () => go(step), { title: step.title }));
    this.node.replaceChildren(...this.buttons.map((one) => make("li", {}, one)));
  }

  /** Draw again: `stateOf` tells what is answered of an exercise, `here` is the cell being read. */
  draw(stateOf, here) {
    const cells = this.panel.content.widgets;
    const current = this.steps.findLastIndex((step) => cells.indexOf(step.cell) <= cells.indexOf(here));
    this.steps.forEach((step, index) => {
      const state = together(step.exercises.map(stateOf));
      const one = this.buttons[index];
      one.dataset.state = state;
      one.setAttribute("aria-label", `${step.number ? `${step.number}. ` : ""}${step.title}${NBSP}: ${STATES[state]}`);
      one.setAttribute("aria-current", index === current ? "step" : "false");
    });
  }
}

function together(states) {
  if (states.length === 0) {
    return "text";
  }
  if (states.every((state) => state === "done")) {
    return "done";
  }
  return states.every((state) => state === "todo") ? "todo" : "begun";
}
