/** The simulated partners, for conversations of gateways over real sockets. */

export type { ChartClient } from '../../src/apps/partner-simulators/chart-authorization.ts';
export { type ChartSimulator, startChartServer } from '../../src/apps/partner-simulators/chart-server.ts';
export { type CourierSimulator, startCourier } from '../../src/apps/partner-simulators/courier.ts';
export { type HealthRecord, startHealthRecord } from '../../src/apps/partner-simulators/health-record.ts';
export { type IdentityProvider, startIdentityProvider } from '../../src/apps/partner-simulators/identity-provider.ts';
export type { Misbehavior } from '../../src/apps/partner-simulators/identity-rules.ts';
export {
  type PrescriberNetwork,
  startPrescriberNetwork,
} from '../../src/apps/partner-simulators/prescriber-network.ts';
export { type SwitchSimulator, startSwitch } from '../../src/apps/partner-simulators/switch.ts';
