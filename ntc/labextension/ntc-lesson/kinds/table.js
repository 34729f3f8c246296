// A table to fill in.
import { grid } from "../page/grid.js";

export const grouped = true;

export function control(spec, ids, changed) {
  return grid(spec, ids, changed);
}
