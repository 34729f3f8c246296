// A plan: the rows that are kept, each with what is entered for it.
import { grid } from "../page/grid.js";

export const grouped = true;

export function control(spec, ids, changed) {
  return grid(spec, ids, changed, { kept: true });
}
