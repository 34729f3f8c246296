// What a field says of its lines, told beside the same lines of another: neither need be there first.
import { same } from "./merging.js";

const told = new Map();
const followers = new Map();

/** Say of a field of a lesson what each of its lines is called now: {line: words}. */
export function tell(lesson, field, words) {
  const key = `${lesson} ${field}`;
  if (same(told.get(key), words)) return;
  told.set(key, words);
  for (const one of followers.get(key) ?? []) one(words);
}

/** Hear what a field says, now and whenever it changes; returns what stops that. */
export function follow(lesson, field, act) {
  const key = `${lesson} ${field}`;
  if (!followers.has(key)) followers.set(key, new Set());
  followers.get(key).add(act);
  if (told.has(key)) act(told.get(key));
  return () => followers.get(key).delete(act);
}
