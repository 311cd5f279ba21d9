import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import * as api from '../api.ts';
import { type PaperKind, paperKinds } from '../domain/fill-papers.ts';
import classes from './fill-page.module.css';
import type { FillAtBench } from './fill-words.ts';

const outcomes: Readonly<Record<string, string>> = {
  printed: 'Printed',
  enclosed: 'Enclosed',
  offered: 'Offered',
  accepted: 'Accepted',
  declined: 'Declined',
};

/** The papers of a fill: what is printed, enclosed or offered, and what is still missing. */
export function PaperSection(props: { readonly bench: FillAtBench }): ReactNode {
  const { bench } = props;
  const options = { invalidates: [api.getFill] };
  const print = useEndpointCommand(api.printLabel, options);
  const record = useEndpointCommand(api.recordPaper, options);
  const { fillId, lotNumber } = bench.fill;
  const isOpen = bench.fill.state === 'picked' || bench.fill.state === 'filled';
  const wanted: readonly PaperKind[] = bench.needsMedicationGuide
    ? ['label', 'leaflet', 'medication-guide', 'counselling-offer']
    : ['label', 'leaflet', 'counselling-offer'];
  const act = (kind: PaperKind): void => {
    if (kind === 'label') print.run({ fillId });
    else record.run({ fillId, kind, outcome: kind === 'counselling-offer' ? 'offered' : 'enclosed' });
  };
  return (
    <Panel title="Papers">
      <ul className={classes['list']}>
        {wanted.map((kind) => {
          const done = bench.papers.findLast((paper) => paper.kind === kind);
          return (
            <li key={kind} className={classes['row']}>
              <span>{paperKinds[kind]}</span>
              {done === undefined ? (
                <Button variant="default" disabled={!isOpen || lotNumber === null} onClick={() => act(kind)}>
                  {kind === 'label' ? 'Print' : kind === 'counselling-offer' ? 'Record the offer' : 'Enclosed'}
                </Button>
              ) : (
                <StatusBadge tone="done">{outcomes[done.outcome] ?? done.outcome}</StatusBadge>
              )}
            </li>
          );
        })}
      </ul>
      {print.failure !== null && <FailureNotice failure={print.failure} />}
      {record.failure !== null && <FailureNotice failure={record.failure} />}
    </Panel>
  );
}
