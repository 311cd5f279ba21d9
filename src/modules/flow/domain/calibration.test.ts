import { describe, expect, it } from 'vitest';
import { computeCalibration, type ForecastCase } from './calibration.ts';

const tried = (actualMinutes: number, highMinutes: number | null = 300): ForecastCase => ({
  ...{ stage: 'benefits', lowMinutes: 100, middleMinutes: 200, highMinutes, actualMinutes },
});

describe('how forecasts did', () => {
  it('counts the starts in the band and the median of the errors', () => {
    expect(computeCalibration([tried(100), tried(250), tried(90), tried(301)])).toEqual({
      ...{ forecasts: 4, inBand: 2, medianErrorMinutes: 101 },
    });
  });

  it('holds every late start in a band without an end', () => {
    expect(computeCalibration([tried(9_000, null)])).toMatchObject({ inBand: 1 });
  });

  it('says nothing of nothing', () => {
    expect(computeCalibration([])).toBeNull();
  });
});
