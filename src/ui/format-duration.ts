const minuteMilliseconds = 60_000;

/**
 * Writes a length of time in its two largest units, rounded down to the minute: `2 d 3 h`, `3 h 05 min`, `12 min`, `< 1 min`.
 * The sign is dropped: whether it is time left or time over is said by the words around it.
 */
export function formatDuration(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / minuteMilliseconds);
  if (minutes === 0) return '< 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** Writes a length of time as spoken words for screen readers: `2 days 3 hours`. */
export function formatDurationInWords(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / minuteMilliseconds);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const parts = [count(days, 'day'), count(hours, 'hour'), days > 0 ? '' : count(minutes % 60, 'minute')];
  return parts.filter((part) => part !== '').join(' ') || 'less than a minute';
}

function count(amount: number, unit: string): string {
  if (amount === 0) return '';
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
