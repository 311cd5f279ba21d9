import { type ReactNode, useRef, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { BarrierLine } from '../../../ui/barrier-line.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { PageLink, usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { StageRail } from '../../../ui/stage-rail.tsx';
import * as api from '../api.ts';
import { therapyPermissions } from '../permissions.ts';
import { AsOfControl } from './as-of-control.tsx';
import { EndTherapyDialog } from './course-dialogs.tsx';
import { DialogButton } from './dialog-button.tsx';
import { HoldsPanel } from './holds-panel.tsx';
import { JourneyTimeline } from './journey-timeline.tsx';
import { NextActions } from './next-actions.tsx';
import type { ShownJourney } from './shown-journey.ts';
import { type Source, SourcePanel } from './source-panel.tsx';
import classes from './therapy-page.module.css';
import { TurnaroundPanel } from './turnaround-panel.tsx';
import { WaitingPanel } from './waiting-panel.tsx';

/** The therapy page: where it stands, what blocks it, who moves next, what happened, and the work that is ready to be done. */
export function TherapyPage(): ReactNode {
  const therapyId = usePathParameter('therapyId') as TherapyId;
  const [asOf, setAsOf] = useState<Instant | null>(null);
  const query = useEndpointQuery(
    api.getJourney,
    { therapyId, asOf },
    { topics: [`therapy:${therapyId}`], keepsPrevious: true },
  );
  if (query.error !== null) {
    return (
      <PageFrame title="Therapy">
        <RecordFailure failure={query.error} onRetry={() => void query.refetch()} />
      </PageFrame>
    );
  }
  return query.data === undefined ? (
    <PageFrame title="Therapy">
      <LoadingRows rows={8} />
    </PageFrame>
  ) : (
    <JourneyView journey={query.data} asOf={asOf} onAsOf={setAsOf} />
  );
}

function JourneyView(props: {
  readonly journey: ShownJourney;
  readonly asOf: Instant | null;
  readonly onAsOf: (asOf: Instant | null) => void;
}): ReactNode {
  const { journey, asOf } = props;
  const { therapy, patient } = journey;
  const therapyId = therapy.therapyId as TherapyId;
  const work = useRef<HTMLDivElement>(null);
  const [source, setSource] = useState<Source | null>(null);
  return (
    <PageFrame
      title={patient.name}
      breadcrumbs={[{ label: 'Patient', path: `/patients/${therapy.patientId}` }]}
      beside={<Headline journey={journey} />}
      actions={<PageActions {...props} />}
      hints={[
        { keys: 'n', label: 'next action' },
        { keys: 't h', label: 'place a hold' },
        { keys: 't w', label: 'record a wait' },
      ]}
    >
      <StageRail
        label="Stages of this therapy"
        stages={journey.rail.map(({ stage, ...rest }) => ({ ...rest, id: stage }))}
        currentId={therapy.ended === null ? therapy.stage : null}
      />
      <div className={classes['standing']}>
        {asOf !== null && (
          <Notice
            tone="waiting"
            sentence="This is how the therapy stood at an earlier moment. The panels below show today."
          />
        )}
        {therapy.ended === null ? (
          <BarrierLine barrier={toBarrier(journey)} />
        ) : (
          <Notice tone="neutral" sentence={`This therapy ended: ${therapy.ended.reason}.`} />
        )}
        {asOf === null && <NextActions journey={journey} work={work} />}
      </div>
      {asOf === null && (
        <div ref={work} className={classes['actions']}>
          <PanelSlotView slot="therapy-action" therapyId={therapyId} />
        </div>
      )}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Panel title="What happened">
            <JourneyTimeline entries={journey.timeline} onOpen={setSource} />
          </Panel>
        </div>
        <div className={classes['column']}>
          {source !== null && <SourcePanel key={source.id} source={source} onClose={() => setSource(null)} />}
          <HoldsPanel journey={journey} canAct={asOf === null} />
          <WaitingPanel journey={journey} canAct={asOf === null} />
          <TurnaroundPanel journey={journey} />
          {asOf === null && <PanelSlotView slot="therapy-panel" therapyId={therapyId} />}
        </div>
      </div>
    </PageFrame>
  );
}

function PageActions(props: Parameters<typeof JourneyView>[0]): ReactNode {
  const { journey, asOf } = props;
  return (
    <span className={classes['asOf']}>
      {asOf === null && journey.therapy.ended === null && (
        <DialogButton
          journey={journey}
          label="End the therapy"
          permission={therapyPermissions.endTherapies.code}
          isDangerous
          dialog={EndTherapyDialog}
        />
      )}
      <AsOfControl journey={journey} asOf={asOf} onChange={props.onAsOf} />
    </span>
  );
}

function Headline(props: { readonly journey: ShownJourney }): ReactNode {
  const { therapy, patient, siteName } = props.journey;
  return (
    <span className={classes['headline']}>
      <span>
        {patient.birthDate}, {patient.ageYears} years
      </span>
      <strong>{therapy.drugName}</strong>
      {therapy.indicationCode !== null && <span>{therapy.indicationCode}</span>}
      <span>{siteName}</span>
      <PageLink to={`/therapies/${therapy.therapyId}`}>{therapy.number}</PageLink>
    </span>
  );
}

function toBarrier(journey: ShownJourney) {
  const { barrier, costOfWaiting } = journey;
  if (barrier === null) return null;
  const isOurs = barrier.party === 'pharmacy';
  const tone = !isOurs ? 'waiting' : barrier.kind === 'hold' ? 'blocked' : 'due';
  const cost =
    costOfWaiting === null ? null : { sentence: costOfWaiting.sentence, isLate: costOfWaiting.daysWithout > 0 };
  return { tone, what: barrier.clause, since: barrier.since as Instant, whoseMove: barrier.whoseMove, cost } as const;
}
