// French as it is written: numbers, dates, plurals, and texts as they are compared.

export const NBSP = "\u00a0";

const DAY = 86400000;
const MONTH = { month: "long", year: "numeric" };

/** « 1 234,50 », with a real minus sign. */
export function number(value, places = 0) {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return value.toLocaleString("fr-FR", digits).replace("-", "−");
}

const SCALES = { "€": 1, "k€": 1e3, "M€": 1e6 };

/** Read « 1 234,5 », « 1.234,50 », and amounts in k€ or M€ (null when nothing is typed, NaN when it is no number, or two). */
export function readNumber(text, unit = "") {
  const typed = text.replace(/[\s'’]/g, "").replace(/[−–—‑]/g, "-");
  if (typed === "") return null;
  const units = unit === "€" ? Object.keys(SCALES) : [unit.replace(/\s/g, "")];
  const tail = units.findLast((one) => one && typed.endsWith(one)) ?? "";
  const digits = typed.slice(0, typed.length - tail.length);
  // « 1.234 » can be read both ways: neither is chosen.
  if (/^[-+]?\d{1,3}\.\d{3}$/.test(digits)) return NaN;
  const plainly = /^[-+]?\d{1,3}(\.\d{3})+(,\d*)?$/.test(digits) ? digits.replaceAll(".", "") : digits;
  return /^[-+]?(\d+([.,]\d*)?|[.,]\d+)$/.test(plainly) ? Number(plainly.replace(",", ".")) * (SCALES[tail] ?? 1) : NaN;
}

/** A noun in the number that goes with a count: the plural starts at two. */
export function plural(noun, count) {
  return Math.abs(count) < 2 || /[sxz]$/.test(noun) ? noun : `${noun}s`;
}

/** « 3 mots », the count and its noun kept on one line. */
export function counted(count, noun, several = plural(noun, 2)) {
  return `${number(count)}${NBSP}${Math.abs(count) < 2 ? noun : several}`;
}

/** « 12/01/2026 », or « janvier 2026 », from days since 1970. */
export function day(days, kind = "date") {
  return new Date(days * DAY).toLocaleDateString("fr-FR", { timeZone: "UTC", ...(kind === "month" && MONTH) });
}

/** « 14:32 », and « 12/01/2026 à 14:32 », by the clock of whoever reads: an instant says its offset from UTC. */
export function hour(instant) {
  return instant ? new Date(instant).toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" }) : "";
}

export function moment(instant) {
  return `${new Date(instant).toLocaleDateString("fr-FR")} à ${hour(instant)}`;
}

/** A sentence whose instants are written as moments. */
export function withMoments(sentence) {
  return sentence.replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, moment);
}

/** Days since 1970 as the browser's own date input writes them, and back. */
export function toDateInput(days) {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

export function fromDateInput(text) {
  return text ? Math.round(Date.parse(`${text}T00:00:00Z`) / DAY) : null;
}

/** The words of a text, as a reader counts them. */
export function countWords(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** A text without accents, capitals or odd spaces, to look for one in another. */
export function plain(text) {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/’/g, "'").replace(/\s+/g, " ").trim();
}

/** Which of two texts comes first in French. */
export const compare = new Intl.Collator("fr", { numeric: true }).compare;

/** The time zone of the reader's computer, as the kernel can name it too. */
export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
