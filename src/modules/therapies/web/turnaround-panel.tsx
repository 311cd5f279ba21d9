import type { ReactNode } from 'react';
import { formatDuration } from '../../../ui/format-duration.ts';
import { KeyValueList } from '../../../ui/key-value-list.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { ShownJourney } from './shown-journey.ts';

/** The clocks of the present cycle: in all, paused for others, and the pharmacy's own; and the supply at home. */
export function TurnaroundPanel(props: { readonly journey: ShownJourney }): ReactNode {
  const { journey } = props;
  const cycle = journey.cycles.at(-1);
  const turnaround = cycle?.turnaround ?? null;
  const minutes = (amount: number | null | undefined): string =>
    amount === null || amount === undefined ? 'Not ready yet' : formatDuration(amount * 60_000);
  return (
    <Panel title="Clocks">
      <KeyValueList
        columns={2}
        items={[
          { label: 'In all', value: minutes(turnaround?.totalMinutes) },
          { label: 'Waiting for others', value: minutes(turnaround?.pausedMinutes) },
          { label: 'With the pharmacy', value: minutes(turnaround?.pharmacyMinutes) },
          {
            label: 'Clean',
            value:
              turnaround === null || turnaround.clean === null
                ? 'Not ready yet'
                : turnaround.clean
                  ? 'Yes'
                  : 'No, somebody had to be asked',
          },
          ...(journey.supply === null
            ? []
            : [
                { label: 'Runs out on', value: journey.supply.runOutOn },
                { label: 'Refill call from', value: journey.supply.windowOpensAt.slice(0, 10) },
              ]),
        ]}
      />
    </Panel>
  );
}
