// What came of what one asked for, said beside where one asked.
import { make } from "../page/dom.js";

export function notice({ kind, text }, here) {
  return make("div", { class: "ntc-home-notice", role: "status", dataset: here ? { kind } : {} }, here ? text : "");
}
