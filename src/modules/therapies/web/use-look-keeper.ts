import { useEffect, useRef } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import * as api from '../api.ts';
import type { ShownJourney } from './shown-journey.ts';

/** Keeps up to which event this person has seen the therapy that is shown, once for each event and only as it stands now. */
export function useLookKeeper(journey: ShownJourney | undefined): void {
  const { run } = useEndpointCommand(api.recordLook);
  const kept = useRef('');
  useEffect(() => {
    if (journey === undefined || journey.asOf !== null) return;
    const { therapyId, version } = journey.therapy;
    const seen = `${therapyId} ${version}`;
    if (kept.current === seen) return;
    kept.current = seen;
    run({ therapyId, sequence: version });
  }, [journey, run]);
}
