/** The parts of the program, each of which may run in processes of its own, as many as wanted. */
export const partNames = ['web', 'worker', 'gateways'] as const;

export type PartName = (typeof partNames)[number];
