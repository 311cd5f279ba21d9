import type { DemoCrew } from './demo-journey.ts';

/** Who does what at each site of the demonstration. */
export const crews: Readonly<Record<string, DemoCrew>> = {
  central: {
    intake: 'ines',
    access: 'ben',
    pharmacist: 'clara',
    technician: 'theo',
    verifier: 'vera',
    shipping: 'sam',
  },
  cancer: { intake: 'ines', access: 'ben', pharmacist: 'clara', technician: 'theo', verifier: 'vera', shipping: 'sam' },
  mesa: {
    intake: 'mateo',
    access: 'mateo',
    pharmacist: 'mina',
    technician: 'mateo',
    verifier: 'mina',
    shipping: 'mateo',
  },
  pacific: { intake: 'kai', access: 'kai', pharmacist: 'kira', technician: 'kai', verifier: 'kira', shipping: 'kai' },
  lakes: { intake: 'gina', access: 'gina', pharmacist: 'lars', technician: 'gina', verifier: 'lars', shipping: 'gina' },
  main: { intake: 'paul', access: 'pia', pharmacist: 'paul', technician: 'pia', verifier: 'paul', shipping: 'pia' },
};
