/**
 * Which module may call which: the business architecture in one table. A module calls the front door (`index.ts`) of
 * the modules named here and of no other. News goes the other way, as announced facts (`events.ts`), which anyone may hear.
 * The table has no circles; a test keeps it so and keeps the code within it.
 */
export const moduleMap = {
  identity: [],
  reference: [],
  work: ['identity'],
  documents: ['identity', 'work'],
  exchange: ['identity', 'work', 'documents'],
  patients: ['identity', 'reference', 'work', 'documents'],
  pathways: ['identity', 'reference', 'work'],
  therapies: ['pathways', 'identity', 'reference', 'patients', 'work', 'documents', 'exchange'],
  prescriptions: ['identity', 'reference', 'patients', 'therapies', 'work', 'exchange', 'documents'],
  referrals: ['identity', 'reference', 'patients', 'prescriptions', 'therapies', 'work', 'exchange', 'documents'],
  clinical: ['identity', 'reference', 'patients', 'prescriptions', 'therapies', 'work', 'quality'],
  access: ['identity', 'reference', 'patients', 'prescriptions', 'therapies', 'work', 'documents'],
  inventory: ['identity', 'reference', 'work'],
  claims: ['identity', 'reference', 'patients', 'prescriptions', 'therapies', 'work', 'exchange'],
  dispensing: [
    'identity',
    'reference',
    'patients',
    'prescriptions',
    'therapies',
    'work',
    'documents',
    'inventory',
    'clinical',
    'claims',
  ],
  flow: ['pathways', 'identity', 'reference', 'patients', 'therapies'],
  delivery: ['identity', 'patients', 'prescriptions', 'therapies', 'dispensing', 'work', 'documents', 'exchange'],
  outreach: [
    'identity',
    'reference',
    'patients',
    'prescriptions',
    'therapies',
    'dispensing',
    'delivery',
    'work',
    'exchange',
  ],
  quality: [],
  security: ['identity', 'work'],
} as const satisfies Record<string, readonly string[]>;
