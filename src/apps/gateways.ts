import { createCourierGateway } from '../gateways/courier/courier-gateway.ts';
import { createChartGateway } from '../gateways/fhir-r4/chart-gateway.ts';
import { fhirSubscriptions } from '../gateways/fhir-r4/fhir-gateway.ts';
import { createNoteGateway } from '../gateways/fhir-r4/note-gateway.ts';
import { fhirWay } from '../gateways/fhir-r4/prescriber-way.ts';
import { hl7Subscriptions } from '../gateways/hl7v2-mllp/hl7-gateway.ts';
import { hl7Way } from '../gateways/hl7v2-mllp/prescriber-way.ts';
import { scriptWay } from '../gateways/ncpdp-script/prescriber-way.ts';
import { scriptSubscriptions } from '../gateways/ncpdp-script/script-gateway.ts';
import { createTelecomGateway } from '../gateways/ncpdp-telecom/telecom-gateway.ts';
import { createPrescriberGateway } from '../gateways/outbound/prescriber-gateway.ts';
import { x12Subscriptions } from '../gateways/x12-files/x12-files.ts';
import type { Subscription, TimerAction } from '../platform/events/subscription.ts';

// A switch answers within seconds or not at all; a courier's booking service or the search of an EHR may take a little longer.
const switchTimeoutMilliseconds = 10_000;
const courierTimeoutMilliseconds = 15_000;
const prescriberTimeoutMilliseconds = 15_000;
const chartTimeoutMilliseconds = 20_000;

/** The gateway that sends claims; one for each process. */
export const telecomGateway = createTelecomGateway({ timeoutMilliseconds: switchTimeoutMilliseconds });

/** The gateway that books parcels; one for each process. */
export const courierGateway = createCourierGateway({ timeoutMilliseconds: courierTimeoutMilliseconds });

/** The gateway that tells and asks prescribers; one for each process. */
export const prescriberGateway = createPrescriberGateway({
  ways: [scriptWay, hl7Way, fhirWay],
  timeoutMilliseconds: prescriberTimeoutMilliseconds,
});
/** The gateway that asks EHRs for what referrals lack; one for each process. */
export const chartGateway = createChartGateway({ timeoutMilliseconds: chartTimeoutMilliseconds });

/** The gateway that files notes in charts; one for each process. */
export const noteGateway = createNoteGateway({ timeoutMilliseconds: chartTimeoutMilliseconds });

/** What gateways hear. While the demonstration's past is told, prescribers alone hear of it. */
export const gatewaySubscriptions: readonly Subscription[] = [
  ...chartGateway.subscriptions,
  ...courierGateway.subscriptions,
  ...fhirSubscriptions,
  ...hl7Subscriptions,
  ...noteGateway.subscriptions,
  ...prescriberGateway.subscriptions,
  ...scriptSubscriptions,
  ...telecomGateway.subscriptions,
  ...x12Subscriptions,
];

/** What gateways do when a timer falls due. */
export const gatewayTimerActions: readonly TimerAction[] = [
  ...chartGateway.timerActions,
  ...courierGateway.timerActions,
  ...noteGateway.timerActions,
  ...prescriberGateway.timerActions,
  ...telecomGateway.timerActions,
];
