// What two tabs made of one answer, put together: cell by cell in a table, a board or a plan.

/** Compare answers, which are texts, lists and mappings; the order of keys does not matter. */
export function same(left, right) {
  if (left === right) return true;
  if (!isThing(left) || !isThing(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => same(left[key], right[key]));
}

/** Both began as `base`; where both changed the same thing, mine stands. The kernel does the same in `merging.py`. */
export function merge(base, mine, theirs) {
  if (same(mine, base)) return theirs;
  if (same(theirs, base) || !isMapping(mine ?? theirs) || !isMapping(theirs ?? mine)) return mine;
  // One that is gone was emptied: it has the cells that the other one filled meanwhile, and no more.
  const [ours, others, begun] = [mine ?? {}, theirs ?? {}, isMapping(base) ? base : {}];
  const keys = new Set([...Object.keys(ours), ...Object.keys(others)]);
  const merged = [...keys].map((key) => [key, merge(begun[key], ours[key], others[key])]);
  const kept = merged.filter(([, value]) => value !== undefined && value !== null);
  return kept.length || (mine && theirs) ? Object.fromEntries(kept) : null;
}

function isThing(value) {
  return typeof value === "object" && value !== null;
}

function isMapping(value) {
  return isThing(value) && !Array.isArray(value);
}
