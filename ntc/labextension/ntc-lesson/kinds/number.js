// One number, in a text input.
import { textInput } from "../page/inputs.js";

export const grouped = false;

export function control(spec, ids, changed) {
  return { ...textInput(spec, { id: ids.control, "aria-describedby": ids.described }, changed), typed: "whole" };
}
