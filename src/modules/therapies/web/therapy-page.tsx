import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { BarrierLine } from '../../../ui/barrier-line.tsx';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ShownMomentContext } from '../../../ui/now.ts';
import { PageFrame } from '../../../ui/page-frame.tsx';
import { usePathParameter } from '../../../ui/page-link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { RecordFailure } from '../../../ui/record-failure.tsx';
import { useShortcuts } from '../../../ui/shortcuts.tsx';
import { StageRail } from '../../../ui/stage-rail.tsx';
import { lineIdOf } from '../../../ui/timeline.tsx';
import * as api from '../api.ts';
import { therapyPermissions } from '../permissions.ts';
import { AsOfSlider } from './as-of-slider.tsx';
import { EndTherapyDialog } from './course-dialogs.tsx';
import { DialogButton } from './dialog-button.tsx';
import { HoldsPanel } from './holds-panel.tsx';
import { JourneyHeadline, JourneySurroundings, PathwayLine } from './journey-headline.tsx';
import { JourneyTimeline } from './journey-timeline.tsx';
import { NewsLine } from './news-line.tsx';
import { NextActions } from './next-actions.tsx';
import { OutcomeDialog } from './outcome-dialog.tsx';
import type { ShownJourney } from './shown-journey.ts';
import { type Source, SourcePanel } from './source-panel.tsx';
import classes from './therapy-page.module.css';
import { TurnaroundPanel } from './turnaround-panel.tsx';
import { useLookKeeper } from './use-look-keeper.ts';
import { useShownKinds } from './use-shown-kinds.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** The therapy page: where it stands, what blocks it, who moves next, what waiting costs, and what happened. */
export function TherapyPage(): ReactNode {
  const therapyId = usePathParameter('therapyId') as TherapyId;
  const [asOf, setAsOf] = useState<Instant | null>(null);
  const query = useEndpointQuery(
    api.getJourney,
    { therapyId, asOf },
    { topics: [`therapy:${therapyId}`], keepsPrevious: true },
  );
  useLookKeeper(query.data);
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

interface JourneyViewProps {
  readonly journey: ShownJourney;
  readonly asOf: Instant | null;
  readonly onAsOf: (asOf: Instant | null) => void;
}

function JourneyView(props: JourneyViewProps): ReactNode {
  const { journey, asOf } = props;
  const { therapy, patient } = journey;
  return (
    <PageFrame
      title={patient.name}
      breadcrumbs={[{ label: 'Patient', path: `/patients/${therapy.patientId}` }]}
      beside={<JourneyHeadline journey={journey} />}
      actions={asOf === null && <PageActions journey={journey} />}
      hints={[
        { keys: 'n', label: 'next action' },
        { keys: 'f', label: 'filters' },
        { keys: '[', label: 'earlier' },
        { keys: ']', label: 'later' },
        { keys: 'm', label: 'note' },
        { keys: 't h', label: 'place a hold' },
        { keys: 't w', label: 'record a wait' },
      ]}
    >
      {asOf === null && <JourneySurroundings journey={journey} />}
      <PathwayLine journey={journey} />
      <JourneyRail journey={journey} isNow={asOf === null} />
      <AsOfSlider {...props} onChange={props.onAsOf} />
      <ShownMomentContext value={asOf}>
        <JourneyBody {...props} />
      </ShownMomentContext>
    </PageFrame>
  );
}

/** What is usual is known for today alone, so it does not stand beside an earlier moment. */
function JourneyRail({ journey, isNow }: { readonly journey: ShownJourney; readonly isNow: boolean }): ReactNode {
  const { stage: currentId, cycleKind, ended } = journey.therapy;
  const rail = {
    label: 'Stages of this therapy',
    stages: journey.rail.map(({ stage, ...rest }) => ({ ...rest, id: stage })),
    currentId: ended === null ? currentId : null,
  };
  const fallback = <StageRail {...rail} awaitsUsual={isNow} />;
  return isNow ? <PanelSlotView slot="therapy-rail" {...rail} cycleKind={cycleKind} fallback={fallback} /> : fallback;
}

function JourneyBody({ journey, asOf }: JourneyViewProps): ReactNode {
  const therapyId = journey.therapy.therapyId as TherapyId;
  const work = useRef<HTMLDivElement>(null);
  const filters = useRef<HTMLButtonElement>(null);
  const [source, setSource] = useState<Source | null>(null);
  const [shown, show] = useShownKinds();
  const [sought, seek] = useState<number | null>(null);
  useShortcuts([{ keys: 'f', label: 'Filters', group: 'This page', run: () => filters.current?.focus() }]);
  useEffect(() => {
    if (sought === null) return;
    const line = document.getElementById(lineIdOf(String(sought)));
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
    seek(null);
  }, [sought]);
  const leadTo = (sequence: number): void => {
    show([]);
    seek(sequence);
  };
  return (
    <>
      <div className={classes['standing']}>
        {asOf !== null && (
          <Notice
            tone="waiting"
            sentence="This is how the therapy stood at an earlier moment. What only shows today is hidden until you are back at now."
          />
        )}
        <Standing journey={journey} />
        {asOf === null && <NewsLine journey={journey} onOpen={leadTo} />}
        <NextActions journey={journey} work={work} />
      </div>
      {asOf === null && (
        <div ref={work} className={classes['actions']}>
          {journey.handOutcomes.length > 0 && (
            <DialogButton
              journey={journey}
              label="Record a step"
              keys="t s"
              permission={therapyPermissions.recordOutcomes.code}
              dialog={OutcomeDialog}
            />
          )}
          <PanelSlotView slot="therapy-action" therapyId={therapyId} />
        </div>
      )}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Panel title="What happened" aside={countFacts(journey.timeline.length)}>
            <JourneyTimeline journey={journey} shown={shown} onShow={show} onOpen={setSource} filterRef={filters} />
          </Panel>
        </div>
        <div className={classes['column']}>
          {source !== null && <SourcePanel key={source.id} source={source} onClose={() => setSource(null)} />}
          <HoldsPanel journey={journey} canAct={asOf === null} />
          {asOf === null && isStarting(journey) && <PanelSlotView slot="therapy-outlook" therapyId={therapyId} />}
          {asOf === null && <WaitingPanel journey={journey} canAct />}
          <TurnaroundPanel journey={journey} />
          {asOf === null && (
            <PanelSlotView
              slot="therapy-panel"
              therapyId={therapyId}
              patientId={journey.therapy.patientId as PatientId}
            />
          )}
        </div>
      </div>
    </>
  );
}

function Standing({ journey }: { readonly journey: ShownJourney }): ReactNode {
  const { ended } = journey.therapy;
  if (ended !== null) return <Notice tone="neutral" sentence={`This therapy ended: ${ended.reason}.`} />;
  return <BarrierLine barrier={toBarrier(journey)} />;
}

function isStarting({ therapy, supply }: ShownJourney): boolean {
  return therapy.ended === null && therapy.cycleKind === 'start' && supply === null;
}

function PageActions({ journey }: { readonly journey: ShownJourney }): ReactNode {
  return (
    <span className={classes['asOf']}>
      <PanelSlotView slot="therapy-note" therapyId={journey.therapy.therapyId as TherapyId} />
      {journey.therapy.ended === null && (
        <DialogButton
          journey={journey}
          label="End the therapy"
          permission={therapyPermissions.endTherapies.code}
          isDangerous
          dialog={EndTherapyDialog}
        />
      )}
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

function countFacts(count: number): string {
  return count === 1 ? '1 fact' : `${count} facts`;
}
