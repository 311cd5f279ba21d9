import type { ReactNode } from 'react';
import { formatPhone } from '../../../ui/format-phone.ts';
import { formatCalendarDay } from '../../../ui/format-time.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from './patient-page.module.css';
import { type PatientView, severities, sexLabels } from './patient-words.ts';

/** The line that says at one look who this is and what must never be missed: age, record number, allergies, who pays. */
export function PatientHeader(props: { readonly patient: PatientView }): ReactNode {
  const { patient } = props;
  const { demographics } = patient;
  const numbers = demographics.identifiers.filter(({ kind }) => kind === 'MR');
  const [phone] = demographics.phones;
  return (
    <section className={classes['header']} aria-label="Who this is">
      <dl className={classes['facts']}>
        <Fact label="Born">
          {formatCalendarDay(demographics.birthDate)}, {patient.ageYears} years
        </Fact>
        <Fact label="Sex">{sexLabels[demographics.sex]}</Fact>
        <Fact label="Record number">
          {numbers.length === 0 ? 'None' : numbers.map(({ assigner, value }) => `${value} (${assigner})`).join(', ')}
        </Fact>
        <Fact label="Phone">{phone === undefined ? 'None' : formatPhone(phone.number)}</Fact>
        <Fact label="Coverage">{describeCoverage(patient)}</Fact>
        <Fact label="Allergies">
          <Allergies patient={patient} />
        </Fact>
      </dl>
      {demographics.deceasedOn !== null && (
        <StatusBadge tone="blocked">Died {formatCalendarDay(demographics.deceasedOn)}</StatusBadge>
      )}
    </section>
  );
}

function Fact(props: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={classes['fact']}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Allergies(props: { readonly patient: PatientView }): ReactNode {
  const active = props.patient.allergies.filter(({ state }) => state === 'active');
  const substances = active.filter(({ kind }) => kind === 'substance');
  if (substances.length > 0) {
    return (
      <span className={classes['badges']}>
        {substances.map((allergy) => (
          <StatusBadge
            key={allergy.allergyId}
            tone={allergy.severity === null ? 'due' : severities[allergy.severity].tone}
          >
            {allergy.substance}
          </StatusBadge>
        ))}
      </span>
    );
  }
  return active.length > 0 ? (
    <StatusBadge tone="done">None known</StatusBadge>
  ) : (
    <StatusBadge tone="due">Not asked yet</StatusBadge>
  );
}

function describeCoverage(patient: PatientView): string {
  const paying = patient.coverages.filter(({ isInForce }) => isInForce);
  if (paying.length === 0) return 'None in force';
  return paying.map((coverage) => coverage.planName ?? coverage.payerName ?? 'Plan not known').join(', then ');
}
