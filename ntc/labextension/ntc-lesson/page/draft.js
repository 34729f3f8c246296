// What is typed, kept in this tab while it is not on the disk.

/** The entry kept in this tab until the kernel has written it. */
export function draftOf(key) {
  const quietly = (action) => {
    try {
      return action();
    } catch {
      return null; // storage full or forbidden: the field works without a draft
    }
  };
  return {
    read: () => quietly(() => JSON.parse(sessionStorage.getItem(key))),
    keep: (raw, base, former) => quietly(() => sessionStorage.setItem(key, JSON.stringify({ raw, base, former }))),
    drop: () => quietly(() => sessionStorage.removeItem(key)),
  };
}
