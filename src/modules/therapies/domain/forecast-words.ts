import { type StageCode, stages } from '../../pathways/language.ts';
import type { StartForecast } from './start-forecast.ts';

const minutesOfDay = 1_440;

/** Says on what a forecast rests, how long the therapy has stood there, and how that compares. */
export function explainForecast(
  forecast: StartForecast,
  place: { readonly stage: StageCode; readonly clause: string | null },
): readonly string[] {
  const { basis, starts, elapsedMinutes, shareBefore, highMinutes } = forecast;
  const stage = stages[place.stage];
  const alike = {
    barrier: `${stage}: ${place.clause ?? 'nothing in the way'}`,
    stage: `${stage}, because too few held by the same barrier compare`,
    all: 'all that started here, because too few that stood here compare',
  }[basis];
  const since = basis === 'all' ? 'since the referral' : 'there';
  const percent = Math.round(shareBefore * 100);
  return [
    `Rests on ${starts} starts of this pharmacy: ${alike}.`,
    `It has been ${describeDays(elapsedMinutes)} ${since}; ${percent} % had started after as long.`,
    ...(highMinutes === null ? ['So few took longer that the late end of the band cannot be said.'] : []),
  ];
}

function describeDays(minutes: number): string {
  const days = Math.round((minutes / minutesOfDay) * 10) / 10;
  return days < 1 ? 'less than a day' : `${days} ${days === 1 ? 'day' : 'days'}`;
}
