// What is read in a table, and what goes to the spreadsheet.
import { day, NBSP, number, plural } from "../page/french.js";
import { add } from "./rows.js";

/** The line above the table: how many rows are kept, what they add up to, in how many groups. */
export function summary(view, kept, state, groups) {
  const unread = state.filters.filter((filter) => filter.unread?.low || filter.unread?.high);
  const left = unread.map((filter) => ` · filtre sur «${NBSP}${view.columns[filter.index].label}${NBSP}»${NBSP}: une borne n’est pas comprise`);
  const told = counts(view, kept, state);
  if (state.group === "") return told + left.join("");
  return `${told.replace(/\.$/, "")} · ${number(groups)} ${plural("groupe", groups)}${left.join("")}`;
}

function counts(view, kept, state) {
  const lines = `${number(kept.length)} ${plural(view.line, kept.length)} sur ${number(view.count)}`;
  const measure = state.total === "" ? null : view.columns[Number(state.total)];
  if (!measure) return `${lines}.`;
  const { sum, count } = add(measure, kept);
  if (!count) return `${lines}.`;
  const mean = write(sum / count, { ...measure, places: measure.places || 1 });
  const total = measure.additive ? ` · ${measure.label}, total${NBSP}: ${write(sum, measure)}` : ` · ${measure.label}`;
  return `${lines}${total} · moyenne${NBSP}: ${mean}`;
}

/** A cell as it is read. */
export function write(raw, column) {
  if (raw === null || raw === undefined) return "";
  if (dated(column)) return day(raw, column.kind);
  if (column.kind !== "number") return raw;
  const amount = raw / column.scale;
  if (!column.unit) return number(amount, column.places);
  const space = column.unit.startsWith("/") ? "" : NBSP; // « 3,6/5 », as ntc/tables/declared.py says it
  return `${number(amount, column.places)}${space}${unit(column.unit, amount)}`;
}

// « 1 demi-heure »: a unit that is a word takes its plural from two on.
function unit(name, amount) {
  return Math.abs(amount) < 2 && name !== "mois" && /^[a-z-]{2,}s$/.test(name) ? name.slice(0, -1) : name;
}

export function dated(column) {
  return column.kind === "date" || column.kind === "month";
}

/** A cell as a French spreadsheet takes it. */
export function forSheet(raw, column) {
  if (raw === null) return "";
  if (column.kind === "number") return (raw / column.scale).toFixed(column.places).replace(".", ",");
  return write(raw, column);
}
