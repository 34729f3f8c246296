// The lines of a table: kept by filters, grouped, totalled, sorted.
// Numbers come as whole numbers of their last decimal place, so that sums are exact to the cent.
import { compare, NBSP, plain, plural } from "../page/french.js";

const LAST = "Dernière date";

export function unpack(table) {
  const columns = table.columns.map((column) => ({ ...column, scale: 10 ** column.places }));
  return { ...table, columns };
}

/** How a table is looked at when it is opened. */
export function fresh(view) {
  const measures = numeric(view);
  const first = measures.find((entry) => entry[1].additive) || measures[0];
  return { filters: [], group: "", total: first ? String(first[0]) : "", running: false, sort: null, page: 0 };
}

export function numeric(view) {
  return [...view.columns.entries()].filter(([, column]) => column.kind === "number");
}

export function groupable(view) {
  return [...view.columns.entries()].filter(([, column]) => column.words && column.words.length < view.count);
}

/** The numbers of the rows that every filter keeps. */
export function keep(view, filters) {
  const tests = filters.map((filter) => test(view.columns[filter.index], filter)).filter(Boolean);
  const kept = [];
  for (let row = 0; row < view.count; row++) if (tests.every((one) => one(row))) kept.push(row);
  return kept;
}

function test(column, filter) {
  const { values } = column;
  if (filter.type === "choice") return filter.chosen.size ? (row) => filter.chosen.has(values[row]) : null;
  if (filter.type === "words") {
    const sought = plain(filter.text);
    const match = sought && column.words.map((word) => plain(word).includes(sought));
    return sought ? (row) => match[values[row]] : null;
  }
  if (filter.low === null && filter.high === null) return null;
  const [low, high] = [filter.low ?? -Infinity, filter.high ?? Infinity];
  return (row) => values[row] !== null && values[row] >= low && values[row] <= high;
}

export function plainTable(view, kept) {
  return {
    id: view.id,
    caption: view.title,
    heads: view.columns.map((column) => column.label),
    kinds: view.columns,
    // Each row knows which line of the table it is, wherever it is sorted to.
    rows: kept.map((row) => Object.assign(view.columns.map((column) => value(column, row)), { line: row })),
  };
}

export function groupedTable(view, kept, state) {
  const by = view.columns[Number(state.group)];
  const measure = view.columns[Number(state.total)];
  const groups = new Map();
  for (const row of kept) {
    const key = by.values[row];
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  const keys = [...groups.keys()].sort((a, b) => a - b);
  const mean = measure && { ...measure, places: measure.places || 1 };
  const sums = measure && measure.additive;
  const count = { kind: "number", places: 0, scale: 1, unit: "" };
  const day = view.columns.find((column) => column.kind === "date");
  const running = sums && state.running;
  const heads = [sums && "Total", running && "Cumul", measure && "Moyenne"].filter(Boolean);
  return {
    id: view.id,
    group: Number(state.group),
    caption: `${view.title}, par ${by.label.toLowerCase()}`,
    heads: [
      by.label,
      `Nombre ${of(plural(view.line, 2))}`,
      ...heads.map((head) => `${head}${NBSP}: ${measure.label}`),
      ...(day ? [day.label === "Date" ? LAST : `${LAST}${NBSP}: ${day.label}`] : []),
    ],
    kinds: [
      { kind: "text", order: by.order },
      count,
      ...(sums ? [measure] : []),
      ...(running ? [measure] : []),
      ...(measure ? [mean] : []),
      ...(day ? [day] : []),
    ],
    running: running ? heads.indexOf("Cumul") + 2 : null,
    rows: keys.map((key) => {
      const { sum, count: filled } = add(measure, groups.get(key));
      const average = filled ? sum / filled : null;
      const totals = [...(sums ? [sum] : []), ...(running ? [sum] : []), ...(measure ? [average] : [])];
      const last = day ? [latest(day, groups.get(key))] : [];
      return [by.words[key] || "(vide)", groups.get(key).length, ...totals, ...last];
    }),
  };
}

export function add(measure, rows) {
  let sum = 0;
  let count = 0;
  if (measure) {
    for (const row of rows) {
      if (measure.values[row] !== null) {
        sum += measure.values[row];
        count += 1;
      }
    }
  }
  return { sum, count };
}

/** The last day of some rows; null when none of them has one. */
function latest(column, rows) {
  return rows.map((row) => column.values[row]).reduce((last, one) => (last === null || (one !== null && one > last) ? one : last), null);
}

function value(column, row) {
  const raw = column.values[row];
  return column.words ? column.words[raw] : raw;
}

/** Sort what is shown, then add up from line to line where that is asked: a cumulative total follows the order. */
export function order(shown, sort) {
  sortRows(shown, sort);
  let sum = 0;
  if (shown.running) for (const row of shown.rows) row[shown.running] = sum += row[shown.running];
}

function inWords(one, other, listed = []) {
  const [a, b] = [one, other].map((word) => listed.indexOf(word));
  return a < 0 || b < 0 ? compare(one, other) : a - b;
}

function of(noun) {
  return /^[aeiouyéèêh]/i.test(noun) ? `d’${noun}` : `de ${noun}`;
}

function sortRows(shown, sort) {
  if (!sort) return;
  const way = sort.down ? -1 : 1;
  shown.rows.sort((a, b) => {
    const [x, y] = [a[sort.index], b[sort.index]];
    if (x === null || y === null) return (x === null) - (y === null);
    return way * (typeof x === "string" ? inWords(x, y, shown.kinds[sort.index].order) : x - y);
  });
}
