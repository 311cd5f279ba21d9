import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { PatientId, TherapyId } from '../../../kernel/ids.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { PageLink, useGoTo } from '../../../ui/page-link.tsx';
import { focusPanel } from '../../../ui/panel-focus.ts';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { ShortFact } from '../../../ui/short-fact.tsx';
import { pathwayPermissions } from '../../pathways/language.ts';
import type { ShownJourney } from './shown-journey.ts';
import classes from './therapy-page.module.css';

/** Who the patient is and what they take; then who pays, who prescribed, how to reach the patient, and how long the supply lasts. */
export function JourneyHeadline(props: { readonly journey: ShownJourney }): ReactNode {
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

/** The facts that are asked for most, each leading to its panel: those of other modules first. */
export function JourneySurroundings(props: { readonly journey: ShownJourney }): ReactNode {
  const { contact, therapy } = props.journey;
  const goTo = useGoTo();
  const patientId = therapy.patientId as PatientId;
  return (
    <ul className={classes['surroundings']} aria-label="In short">
      <PanelSlotView slot="therapy-fact" therapyId={therapy.therapyId as TherapyId} patientId={patientId} />
      <ShortFact
        label="Reach by"
        value={contact ?? 'not asked'}
        onOpen={() => goTo(`/patients/${patientId}?panel=contact`)}
      />
      <ShortFact label="Supply" value={describeSupply(props.journey)} onOpen={() => focusPanel('Clocks')} />
    </ul>
  );
}

/** By which pathway the therapy runs, and why its programme was chosen. */
export function PathwayLine(props: { readonly journey: ShownJourney }): ReactNode {
  const { label, version, reason, programme } = props.journey.pathway;
  const maySee = useHasPermission(pathwayPermissions.seePathways.code);
  return (
    <p className={classes['pathway']}>
      Pathway {maySee ? <PageLink to={`/pathways/${programme}`}>{label}</PageLink> : label}, version {version}
      {reason !== null && `: ${reason}`}
    </p>
  );
}

/** Says how long the patient's supply lasts: what was delivered in this cycle or is left of the one before. */
function describeSupply({ supply, costOfWaiting }: ShownJourney): string {
  const day = (text: string): string => formatCalendarDay(text as CalendarDay);
  if (supply !== null) return `to ${day(supply.runOutOn)}`;
  if (costOfWaiting === null) return 'none delivered';
  const { basis, harmOn } = costOfWaiting;
  return basis === 'run-out' ? `to ${day(harmOn)}, next not delivered` : `none delivered, needed by ${day(harmOn)}`;
}
