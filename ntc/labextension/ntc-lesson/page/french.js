// French as it is written: numbers, dates, plurals, and texts as they are compared.

export const NBSP = "\u00a0";

const DAY = 86400000;
const MONTH = { month: "long", year: "numeric" };

/** « 1 234,50 », with a real minus sign. */
export function number(value, places = 0) {
  const digits = { minimumFractionDigits: places, maximumFractionDigits: places };
  return value.toLocaleString("fr-FR", digits).replace("-", "−");
}

/** Read « 1 234,5 » (null when nothing is typed, NaN when it is no number). */
export function readNumber(text) {
  const plainly = text.replace(/\s+/g, "").replace(",", ".").replace(/[−–]/g, "-");
  return plainly === "" ? null : Number(plainly);
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
