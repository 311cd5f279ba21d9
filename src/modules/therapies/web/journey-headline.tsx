import type { ReactNode } from 'react';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { PageLink, useGoTo } from '../../../ui/page-link.tsx';
import { focusPanel } from '../../../ui/panel-focus.ts';
import { useHasPermission } from '../../../ui/session.ts';
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

/** The four facts that are asked for most, each leading to its panel. */
export function JourneySurroundings(props: { readonly journey: ShownJourney }): ReactNode {
  const { around, therapy, supply, costOfWaiting } = props.journey;
  const goTo = useGoTo();
  const { prescriber } = around;
  const toPatient = (panel: string) => (): void => goTo(`/patients/${therapy.patientId}?panel=${panel}`);
  const day = (text: string): string => formatCalendarDay(text as CalendarDay);
  const needBy = costOfWaiting === null ? null : `needed by ${day(costOfWaiting.harmOn)}`;
  const lasts = supply === null ? null : `to ${day(supply.runOutOn)}`;
  const supplyWords = [lasts ?? 'none delivered', lasts === null ? needBy : null].filter((text) => text !== null);
  return (
    <ul className={classes['surroundings']} aria-label="In short">
      <Fact label="Pays" value={around.payer ?? 'no insurance on file'} onOpen={toPatient('coverage')} />
      <Fact
        label="Prescriber"
        value={prescriber === null ? 'not known' : namePrescriber(prescriber)}
        onOpen={() => focusPanel('Prescriptions')}
      />
      <Fact label="Reach by" value={around.contact ?? 'not asked'} onOpen={toPatient('contact')} />
      <Fact label="Supply" value={supplyWords.join(', ')} onOpen={() => focusPanel('Clocks')} />
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

function namePrescriber({ name, phone }: NonNullable<ShownJourney['around']['prescriber']>): string {
  return phone === null ? `${name}, no telephone on file` : `${name}, ${formatPhone(phone)}`;
}

function Fact(props: { readonly label: string; readonly value: string; readonly onOpen: () => void }): ReactNode {
  return (
    <li>
      <button type="button" className={classes['fact']} onClick={props.onOpen}>
        <span className={classes['soft']}>{props.label}</span> {props.value}
      </button>
    </li>
  );
}
