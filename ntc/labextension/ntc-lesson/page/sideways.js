// Things of a day that are at the same time stand side by side: which lane each one has, and of how many.

/** Spans `{from, until}` in the order of their beginnings, each with its `lane` and how many `lanes` there are. */
export function side(spans) {
  let group = [];
  let end = -1;
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane)) + 1;
    for (const one of group) one.lanes = lanes;
    group = [];
  };
  for (const one of spans) {
    if (one.from >= end) close();
    const taken = new Set(group.filter(({ until }) => until > one.from).map(({ lane }) => lane));
    one.lane = 0;
    while (taken.has(one.lane)) one.lane += 1;
    group.push(one);
    end = Math.max(end, one.until);
  }
  close();
  return spans;
}
