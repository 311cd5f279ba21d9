/** The shares of the time of work, in percent, at which somebody is told. */
export const escalationLevels = [50, 80, 100] as const;
export type EscalationLevel = (typeof escalationLevels)[number];
