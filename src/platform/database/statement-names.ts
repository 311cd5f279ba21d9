const usesBeforeName = 3;
const mostNames = 400;
const mostCounted = 4000;

/** Finds the name under which a connection keeps a statement prepared; undefined when it is better sent without. */
export type StatementNames = (text: string) => string | undefined;

/**
 * Names the statements that come again and again, so that each connection has them parsed and planned once. Texts that vary, such as
 * inserts of any number of rows, seldom come again and get no name; the number of names is bounded, because each costs the server memory.
 */
export function createStatementNames(): StatementNames {
  const names = new Map<string, string>();
  const uses = new Map<string, number>();
  return (text) => {
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
  };
}
