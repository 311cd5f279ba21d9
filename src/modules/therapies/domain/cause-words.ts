/** What the parts of the program are called that make something happen without anybody's command. */
const parts: Readonly<Record<string, string>> = {
  'timer:therapies.refill-window': 'Timer: refill window',
  'timer:therapies.authorization-end': 'Timer: end of authorization',
  'timer:therapies.escalation': 'Timer: time used',
  courier: 'Courier connection',
  'ncpdp-telecom': 'Claims connection',
  'hl7v2-mllp': 'Order connection',
  demo: 'Demonstration',
};

/** Says who or what caused an event whose person, application or partner has no name to show. */
export function describeCause(kind: string, part: string | null): string {
  if (kind === 'staff') return 'A former member of staff';
  if (kind === 'client') return 'A former application';
  if (kind === 'partner') return 'A former partner';
  return (part === null ? undefined : parts[part]) ?? (part?.startsWith('timer:') ? 'Timer' : 'Automatic');
}
