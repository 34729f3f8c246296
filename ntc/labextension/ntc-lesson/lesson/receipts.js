// The receipts of what was handed in: fetched only where there are some.

/** When the last hand-in was made whose receipt begins with `mine`; empty without any. */
export default async function lastOf(contents, folder, mine) {
  const { content: files } = await contents.get(folder);
  const receipts = files
    .filter(({ name }) => name.startsWith(mine) && name.endsWith(".json"))
    .sort((one, other) => Date.parse(one.last_modified) - Date.parse(other.last_modified));
  if (!receipts.length) return "";
  const { content } = await contents.get(receipts.at(-1).path, { content: true, format: "text", type: "file" });
  return JSON.parse(content).handed_in;
}
