/** Writes the size of a file as `12 kB` or `3.4 MB`. */
export function formatBytes(byteCount: number): string {
  if (byteCount < 1000) return `${byteCount} bytes`;
  if (byteCount < 1_000_000) return `${Math.round(byteCount / 1000)} kB`;
  return `${(byteCount / 1_000_000).toFixed(1)} MB`;
}
