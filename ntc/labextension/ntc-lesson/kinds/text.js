// A written production, and the count of its words.
import { make, say } from "../page/dom.js";
import { counted, countWords, NBSP } from "../page/french.js";
import { PAUSE, rewrite } from "../page/inputs.js";

export const grouped = false;

export function control(spec, ids, changed) {
  const typed = () => {
    show();
    changed(PAUSE);
  };
  const area = make("textarea", {
    id: ids.control,
    class: "ntc-text",
    rows: 14,
    maxlength: spec.limit,
    "aria-describedby": ids.described,
    lang: "fr",
    on: { input: typed },
  });
  const [low, high] = spec.words;
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
