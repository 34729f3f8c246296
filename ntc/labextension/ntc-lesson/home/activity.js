// One activity of the title: its lessons, and for an assignment what is handed in and what comes back.
import { make } from "../page/dom.js";
import { NBSP, withMoments } from "../page/french.js";
import { feedback } from "./feedback.js";
import { handedIn, handIn } from "./handin.js";
import { address } from "./links.js";
import { notice } from "./notice.js";
import { paper } from "./paper.js";

export function activity(page, shown, view) {
  const title = `ntc-home-${shown.id}`;
  return make(
    "section",
    { class: "ntc-home-activity", "aria-labelledby": title },
    make("h2", { id: title }, shown.title),
    ...(shown.paper ? sat(page, shown, view) : [lessons(page, shown)]),
    ...(shown.assignment && shown.paper?.begun !== false ? assignment(page, shown, view) : []),
  );
}

function lessons(page, shown) {
  return make("ul", { class: "ntc-home-lessons" }, ...shown.lessons.map((one) => lesson(page, one)));
}

function sat(page, shown, { notice: said }) {
  return [paper(page, shown), notice(said, said.place === "paper" && said.assignment === shown.assignment)];
}

function assignment(page, shown, { handIn: open, contest, notice: said }) {
  const here = (place) => notice(said, said.place === place && said.assignment === shown.assignment);
  return [handIn(page, shown, open), here("hand-in"), handedIn(shown), feedback(page, shown, contest, here("feedback"))];
}

function lesson(page, one) {
  const number = make("span", { class: "ntc-home-number" }, one.number);
  if (!one.ready) {
    return make(
      "li",
      { class: "ntc-home-lesson ntc-home-coming" },
      number,
      make("span", { class: "ntc-home-title" }, one.title),
      make("span", { class: "ntc-home-state" }, "en préparation"),
    );
  }
  const link = {
    class: "ntc-home-title",
    id: `ntc-home-open-${one.name}`,
    href: address("lab/tree", one.path),
    on: { click: (event) => page.open(event, one.path) },
  };
  const progress = { max: one.total, value: one.answered, "aria-label": `Avancement${NBSP}: ${one.title}` };
  return make(
    "li",
    { class: "ntc-home-lesson", dataset: { lesson: one.name } },
    number,
    make("a", link, one.title),
    make("span", { class: "ntc-home-state" }, make("progress", progress), make("span", {}, withMoments(one.summary))),
    one.problem ? make("p", { class: "ntc-home-problem" }, one.problem) : null,
  );
}
