import type { HoldCode } from '../../pathways/language.ts';

/** What the reject codes of a payer (NCPDP Telecommunication, 511-FB) mean for the fill. */
const holdsByReject: Readonly<Record<string, HoldCode>> = {
  '75': 'PA',
  '608': 'PA',
  '70': 'PA',
  '76': 'PA',
  MR: 'PA',
  '79': 'RefillTooSoon',
  '88': 'DURSevere',
  '943': 'DURSevere',
  '41': 'CoverageInactive',
  '65': 'CoverageInactive',
  '67': 'CoverageInactive',
  '68': 'CoverageInactive',
  '69': 'CoverageInactive',
};

/** What the exceptions of a delivery mean for the therapy. */
const holdsByException: Readonly<Record<string, HoldCode>> = {
  'wrong-address': 'AddressProblem',
  'address-problem': 'AddressProblem',
  excursion: 'Excursion',
  weather: 'WeatherHold',
};

/** Lists the holds that the reject codes of a claim stand for, each once; codes without one are worked by billing alone. */
export function listHoldsOfRejects(rejectCodes: readonly string[]): readonly HoldCode[] {
  return [...new Set(rejectCodes.flatMap((code) => holdsByReject[code] ?? []))].sort();
}

/** Lists the holds that an exception of a delivery stands for. */
export function listHoldsOfDeliveryException(code: string): readonly HoldCode[] {
  const hold = holdsByException[code];
  return hold === undefined ? [] : [hold];
}
