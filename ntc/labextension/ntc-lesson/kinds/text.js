// A written production, and the count of its words.
import { make, say } from "../page/dom.js";
import { counted, countWords, NBSP } from "../page/french.js";
import { PAUSE, rewrite } from "../page/inputs.js";

export const grouped = false;

const A_LINE = 60; // words at most: what is said in a breath has the room of a few lines

export function control(spec, ids, changed) {
  const [low, high] = spec.words;
  const typed = () => {
    show();
    changed(PAUSE);
  };
  const area = make("textarea", {
    id: ids.control,
    class: high > A_LINE ? "ntc-text" : "ntc-text ntc-text-line",
    rows: high > A_LINE ? 14 : 3,
    maxlength: spec.limit,
    "aria-describedby": ids.described,
    lang: "fr",
    on: { input: typed },
  });
  const count = make("p", { class: "ntc-count" });
  const show = () => say(count, `${counted(countWords(area.value), "mot")} · de ${low} à ${high} attendus`);
  const plan = spec.headings.length
    ? make("p", { class: "ntc-help" }, `Intertitres attendus${NBSP}: ${spec.headings.join(", ")}.`)
    : null;
  return {
    node: make("div", {}, plan, area, count),
    input: area,
    counts: true,
    typed: "whole",
    read: () => area.value,
    write: (raw) => {
      rewrite(area, raw);
      show();
    },
  };
}
