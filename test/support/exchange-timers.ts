/** The timers of exchange, for gateways whose messages wait and go out again. */
export { exchangeTimerActions } from '../../src/modules/exchange/jobs.ts';
