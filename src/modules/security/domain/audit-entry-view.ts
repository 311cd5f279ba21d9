/** The kinds of deed that the audit tells apart, in the order in which they are offered as a filter. */
export const auditKinds = [
  'read',
  'search',
  'print',
  'export',
  'write',
  'sign-in',
  'refusal',
  'configuration',
  'break-glass',
  'settlement',
] as const;

/** What each kind of deed is called on screen. */
export const auditKindLabels: Readonly<Record<(typeof auditKinds)[number], string>> = {
  read: 'Read',
  search: 'Search',
  print: 'Print',
  export: 'Export',
  write: 'Write',
  'sign-in': 'Sign-in',
  refusal: 'Refusal',
  configuration: 'Configuration',
  'break-glass': 'Emergency access',
  settlement: 'Audit bookkeeping',
};

/** Writes an action as words: `patients.get-patient` becomes `Get patient`. */
export function describeAction(action: string): string {
  const words = action.slice(action.indexOf('.') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
