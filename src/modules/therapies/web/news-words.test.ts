import { describe, expect, it } from 'vitest';
import type { Instant, TimeZone } from '../../../kernel/instant.ts';
import { describeNews } from './news-words.ts';

const now = '2026-03-05T15:00:00.000Z' as Instant;
const timeZone = 'America/New_York' as TimeZone;

describe('what is new, in one line', () => {
  it('names the first three facts and counts the rest', () => {
    const since = { at: '2026-03-03T15:00:00.000Z' as Instant, now, timeZone };
    expect(describeNews(['Claim paid', 'Verified', 'Parcel left'], since)).toBe(
      '3 new since Tuesday: claim paid, verified, parcel left',
    );
    expect(describeNews(['One', 'Two', 'Three', 'Four', 'Five'], since)).toBe(
      '5 new since Tuesday: one, two, three and 2 more',
    );
  });

  it('says the time on the same day, and the date after a week', () => {
    expect(describeNews(['One'], { at: '2026-03-05T13:00:00.000Z' as Instant, now, timeZone })).toMatch(
      /^1 new since 0?8:00/,
    );
    expect(describeNews(['One'], { at: '2026-02-05T13:00:00.000Z' as Instant, now, timeZone })).toMatch(/Feb 5|5 Feb/);
  });
});
