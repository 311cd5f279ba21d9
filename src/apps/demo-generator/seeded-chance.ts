/** Chance that repeats: the same seed gives the same choices. */
export interface Chance {
  /** A number from 0 up to but excluding 1. */
  next(): number;
  /** A whole number from `least` to `most`, both inclusive. */
  between(least: number, most: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

/** Creates seeded chance by the generator mulberry32, whose sequence depends on the seed alone. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: (values) => {
      const value = values[between(0, values.length - 1)];
      if (value === undefined) throw new Error('there is nothing to choose from');
      return value;
    },
  };
}

/** Makes bytes by chance, so that ids repeat with the seed. */
export function createSeededBytes(chance: Chance): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, () => chance.between(0, 255));
}
