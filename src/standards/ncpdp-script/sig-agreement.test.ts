import { describe, expect, test } from 'vitest';
import type { SigInstruction } from './script-medication.ts';
import { findSigDisagreement } from './sig-agreement.ts';

function instruct(dose: number | null, event: string | null = null): SigInstruction {
  return {
    method: null,
    dose: dose === null ? null : { thousandths: dose, units: null },
    route: null,
    site: null,
    vehicle: null,
    timings:
      event === null
        ? []
        : [
            {
              event: { code: null, qualifier: null, text: event },
              modifier: null,
              frequency: null,
              interval: null,
              duration: null,
            },
          ],
    indication: null,
  };
}

describe('findSigDisagreement', () => {
  test.each([
    ['Take 2 tablets by mouth daily.', instruct(1000), 'DoseAdministration'],
    ['Take two tablets by mouth daily.', instruct(1000), 'DoseAdministration'],
    ['Take one-half tablet by mouth daily.', instruct(1000), 'DoseAdministration'],
    ['Take 1 tablet by mouth at bedtime.', instruct(1000, 'every morning'), 'TimingAndDuration'],
  ])('finds that %j contradicts its structure', (text, instruction, place) => {
    expect(findSigDisagreement(text, instruction)).toBe(place);
  });

  test.each([
    ['Take 1 tablet by mouth daily.', instruct(1000)],
    ['Take 1.5 tablets by mouth daily.', instruct(1500)],
    ['Take half a tablet by mouth daily.', instruct(500)],
    ['Take 1 to 2 tablets by mouth as needed.', instruct(2000)],
    ['Take 1-2 tablets by mouth as needed.', instruct(2000)],
    ['Take 20 mg twice daily.', instruct(1000)],
    ['Inject 40 mg under the skin every 14 days.', instruct(800)],
    ['Use as directed.', instruct(1000)],
    ['Take 1 tablet by mouth daily.', instruct(null)],
    ['Take 1 tablet in the morning and 1 at bedtime.', instruct(1000, 'bedtime')],
  ])('stays silent where %j may agree', (text, instruction) => {
    expect(findSigDisagreement(text, instruction)).toBeNull();
  });
});
