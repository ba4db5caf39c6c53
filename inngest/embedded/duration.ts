const unitMs = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** "90s", "1h30m" → milliseconds; null when it is no duration. */
export function parseDurationMs(text: string): number | null {
  if (!/^(\d+(\.\d+)?(w|d|h|ms|m|s))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(w|d|h|ms|m|s)/g))
    total += Number(amount) * unitMs[unit as keyof typeof unitMs];
  return total;
}
