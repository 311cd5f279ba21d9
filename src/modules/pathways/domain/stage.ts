/** The twelve stages of a specialty therapy in the field's order, with what each is called on screen. */
export const stages = {
  referral: 'Referral received',
  onboarding: 'Onboarding',
  benefits: 'Benefits investigation',
  authorization: 'Prior authorization',
  assistance: 'Financial assistance',
  'clinical-review': 'Clinical start review',
  scheduling: 'Scheduling',
  dispensing: 'Claim and dispense',
  delivery: 'Ship and deliver',
  monitoring: 'On therapy',
  refill: 'Refill cycle',
  ended: 'Ended',
} as const;

/** The code of a stage. */
export type StageCode = keyof typeof stages;

/** All stage codes in the field's order. */
export const stageCodes = Object.keys(stages) as readonly StageCode[];
