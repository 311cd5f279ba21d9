const usesBeforeName = 3;
const mostNames = 400;
const mostCounted = 4000;

// One table for the process: on a connection a name means one statement, whoever sends it.
const names = new Map<string, string>();
const uses = new Map<string, number>();

/**
 * Finds the name under which connections keep a statement prepared, so that each has it parsed and planned once; undefined when it is
 * better sent without. Texts that vary, such as inserts of any number of rows, seldom come again and get no name; the number of names
 * is bounded, because each costs the server memory.
 */
export function findStatementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const count = (uses.get(text) ?? 0) + 1;
  if (count < usesBeforeName) {
    if (uses.size >= mostCounted) uses.clear();
    uses.set(text, count);
    return undefined;
  }
  uses.delete(text);
  const name = `theriac_${names.size + 1}`;
  names.set(text, name);
  return name;
}
