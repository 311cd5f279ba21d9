/** Somebody who may be mentioned. */
interface Named {
  readonly name: string;
}

const mostOffered = 6;

/** Lists who is mentioned in a text: everybody whose name stands in it behind an @, the longer name before one that it begins with. */
export function listMentioned<Person extends Named>(text: string, people: readonly Person[]): readonly Person[] {
  let rest = text.toLowerCase();
  const longestFirst = people.toSorted((left, right) => right.name.length - left.name.length);
  return longestFirst.filter(({ name }) => {
    const mark = `@${name.toLowerCase()}`;
    const isThere = rest.includes(mark);
    rest = rest.replaceAll(mark, ' ');
    return isThere;
  });
}

/** Offers people while a mention is being typed at the end of a text: whoever has a word of their name that begins so. */
export function offerMentions<Person extends Named>(text: string, people: readonly Person[]): readonly Person[] {
  const typed = findTyped(text);
  if (typed === null) return [];
  const begins = (name: string): boolean =>
    name.toLowerCase().startsWith(typed) ||
    name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(typed));
  return people.filter(({ name }) => begins(name) && name.toLowerCase() !== typed.trimEnd()).slice(0, mostOffered);
}

/** Completes the mention that is being typed at the end of a text. */
export function completeMention(text: string, { name }: Named): string {
  const start = text.lastIndexOf('@');
  return start < 0 ? text : `${text.slice(0, start)}@${name} `;
}

function findTyped(text: string): string | null {
  return /(?:^|\s)@([^@\n]{0,40})$/.exec(text)?.[1]?.toLowerCase() ?? null;
}
