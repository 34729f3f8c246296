// How a table is looked at (filters, groups, total), kept for the lesson: after a reload, and in its other explorers.
// Columns and words are kept by what they say, so that a table that has changed is never looked at through another's filter.
import { newFilter } from "./filters.js";
import { fresh } from "./rows.js";

const KEPT = "ntc:look";

/** The looks of a lesson (none is kept without its name); `heard` is told when another explorer keeps one. */
export function looks(lesson, root, heard) {
  const key = (view) => `ntc-look:${lesson}:${view.id}`;
  let placed = false;
  const listen = ({ detail }) => {
    placed ||= root.isConnected;
    if (placed && !root.isConnected) removeEventListener(KEPT, listen);
    else if (detail.from !== root && detail.lesson === lesson) heard(detail.id);
  };
  if (lesson) addEventListener(KEPT, listen);
  return {
    find: (view, now = fresh(view)) => {
      const kept = lesson && read(key(view));
      return kept && kept !== packed(view, now) ? unpacked(view, JSON.parse(kept)) : now;
    },
    keep: (view, state) => {
      const told = packed(view, state);
      if (!lesson || read(key(view)) === told || !write(key(view), told)) return;
      dispatchEvent(new CustomEvent(KEPT, { detail: { lesson, id: view.id, from: root } }));
    },
  };
}

function packed(view, { filters, group, total, running }) {
  const label = (index) => (index === "" ? "" : view.columns[Number(index)].label);
  const said = filters.map(({ index, low, high, text, chosen }) => ({
    column: label(index),
    low,
    high,
    text,
    chosen: chosen && [...chosen].map((rank) => view.columns[index].words[rank]),
  }));
  return JSON.stringify({ filters: said, group: label(group), total: label(total), running });
}

function unpacked(view, { filters, group, total, running }) {
  const place = (label) => view.columns.findIndex((column) => column.label === label);
  const named = (label, otherwise) => (place(label) < 0 ? otherwise : String(place(label)));
  const state = fresh(view);
  return {
    ...state,
    filters: filters.filter(({ column }) => place(column) >= 0).map((one) => filterOf(view, place(one.column), one)),
    group: named(group, ""),
    total: named(total, state.total),
    running,
  };
}

function filterOf(view, index, { low, high, text, chosen }) {
  const filter = newFilter(view.columns[index], index);
  if ("low" in filter) Object.assign(filter, { low: low ?? null, high: high ?? null });
  if ("text" in filter) filter.text = text ?? "";
  for (const word of filter.chosen ? (chosen ?? []) : []) {
    const rank = view.columns[index].words.indexOf(word);
    if (rank >= 0) filter.chosen.add(rank);
  }
  return filter;
}

// A browser may forbid to keep anything: an explorer then begins anew.
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, text) {
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
