/** A kind of transaction set: its name, and the code of the groups (GS01) that carry it. */
interface SetKind {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Transaction sets that are known by name. The content of 835 alone is read. */
const setKinds: Readonly<Record<string, SetKind>> = {
  '270': { name: 'eligibility inquiry', groups: ['HS'] },
  '271': { name: 'eligibility response', groups: ['HB'] },
  '275': { name: 'additional information', groups: ['PI'] },
  '276': { name: 'claim status request', groups: ['HR'] },
  '277': { name: 'claim status response', groups: ['HN'] },
  '278': { name: 'services review', groups: ['HI'] },
  '810': { name: 'invoice', groups: ['IN'] },
  '820': { name: 'premium payment', groups: ['RA'] },
  '824': { name: 'application advice', groups: ['AG'] },
  '832': { name: 'price catalog', groups: ['SC'] },
  '834': { name: 'benefit enrollment', groups: ['BE'] },
  '835': { name: 'claim payment', groups: ['HP'] },
  '837': { name: 'health care claim', groups: ['HC'] },
  '846': { name: 'inventory advice', groups: ['IB'] },
  '850': { name: 'purchase order', groups: ['PO'] },
  '855': { name: 'purchase order acknowledgment', groups: ['PR'] },
  '856': { name: 'ship notice', groups: ['SH'] },
  '997': { name: 'functional acknowledgment', groups: ['FA'] },
  '999': { name: 'implementation acknowledgment', groups: ['FA'] },
};

/** What one guide of a transaction set is called, where a set has several. */
const guideNames: readonly (readonly [RegExp, string])[] = [
  [/^\d{6}X(?:098|222)/, 'health care claim, professional'],
  [/^\d{6}X(?:096|223)/, 'health care claim, institutional'],
  [/^\d{6}X(?:097|224)/, 'health care claim, dental'],
  [/^005010X214/, 'claim acknowledgment'],
  [/^005010X306/, 'exchange premium payment'],
];

/** Names a transaction set by its code and, where that says more, its guide; null when it is not known. */
export function nameTransactionSet(set: { readonly code: string; readonly guide: string }): string | null {
  const kind = setKinds[set.code];
  if (kind === undefined) return null;
  return guideNames.find(([pattern]) => pattern.test(set.guide))?.[1] ?? kind.name;
}

/** Tells whether a group carries a transaction set; what is not known is not judged. */
export function mayCarry(groupCode: string, setCode: string): boolean {
  return setKinds[setCode]?.groups.includes(groupCode) ?? true;
}
