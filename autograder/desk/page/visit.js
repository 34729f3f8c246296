// The course as one learner has it, in a tab of its own.
import { button } from "../../lab/extensions/ntc-lesson/page/dom.js";
import { Refusal, send } from "./api.js";

export function visit(learner, name, follower) {
  return button("son cours", () => open(learner, name, follower), {
    class: "plain",
    "aria-label": `Voir le cours comme ${name}`,
    title: "Le cours tel que cette personne l’a : ses données, ses réponses rendues, ses retours. C’est une copie.",
  });
}

async function open(learner, name, follower) {
  // A browser lets a page open a tab at once, not some seconds later.
  const tab = window.open("", "_blank");
  follower.wait(`Le cours de ${name} s’ouvre dans un autre onglet…`);
  try {
    const { address } = await send("visit", { learner });
    follower.clear();
    if (!tab) return location.assign(address);
    tab.opener = null;
    return tab.location.replace(address);
  } catch (error) {
    tab?.close();
    if (!(error instanceof Refusal)) throw error;
    return follower.refuse(error.message);
  }
}
