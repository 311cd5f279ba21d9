import type { ReactNode } from 'react';
import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { cents, type UnitPrice } from '../../kernel/money.ts';
import { BarrierLine } from '../barrier-line.tsx';
import { ClockBadge } from '../clock-badge.tsx';
import { formatDuration } from '../format-duration.ts';
import { formatMoney, formatUnitPrice } from '../format-money.ts';
import { formatNdcText } from '../format-ndc.ts';
import { formatQuantity } from '../format-quantity.ts';
import { formatCalendarDay } from '../format-time.ts';
import { HoldChip } from '../hold-chip.tsx';
import { Kbd } from '../kbd.tsx';
import { KeyValueList } from '../key-value-list.tsx';
import { Moment } from '../moment.tsx';
import { PersonChip } from '../person-chip.tsx';
import { SparkBar } from '../spark-bar.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { Columns, Row, Specimen } from './gallery-section.tsx';
import { hours, hoursAgo } from './gallery-time.ts';

/** Small signs: states, holds, clocks, barriers, people, numbers. */
export function GallerySignals(): ReactNode {
  return (
    <>
      <Barriers />
      <Columns>
        <Badges />
        <Clocks />
      </Columns>
      <Specimen title="Facts and formats">
        <KeyValueList columns={3} items={facts} />
      </Specimen>
    </>
  );
}

function Barriers(): ReactNode {
  const pending = { what: 'Prior authorization is with the payer', since: hoursAgo(52), whoseMove: 'the payer' };
  const missing = { what: 'A REMS enrollment is missing', since: hoursAgo(3.2), whoseMove: 'the clinical pharmacist' };
  const call = { what: 'The refill call is due today', since: hoursAgo(0.4), whoseMove: 'the patient coordinator' };
  return (
    <Specimen title="Barrier line">
      <BarrierLine
        barrier={{ tone: 'waiting', ...pending, cost: { sentence: 'Start due in 4 days', isLate: false } }}
      />
      <BarrierLine
        barrier={{ tone: 'blocked', ...missing, cost: { sentence: '3 days without medicine', isLate: true } }}
      />
      <BarrierLine barrier={{ tone: 'due', ...call, cost: null }} />
      <BarrierLine barrier={null} />
    </Specimen>
  );
}

function Badges(): ReactNode {
  const open = (): void => undefined;
  return (
    <Specimen title="Status badges and holds">
      <Row>
        <StatusBadge tone="neutral">Not started</StatusBadge>
        <StatusBadge tone="current">In progress</StatusBadge>
        <StatusBadge tone="waiting">With the payer</StatusBadge>
        <StatusBadge tone="due">Due today</StatusBadge>
        <StatusBadge tone="blocked">Denied</StatusBadge>
        <StatusBadge tone="done">Approved</StatusBadge>
      </Row>
      <Row>
        <HoldChip name="Affordability" since={hoursAgo(27)} canBeOverridden onOpen={open} />
        <HoldChip name="REMS" since={hoursAgo(3)} canBeOverridden={false} onOpen={open} />
        <HoldChip name="Recall" since={hoursAgo(0.2)} canBeOverridden={false} />
      </Row>
    </Specimen>
  );
}

function Clocks(): ReactNode {
  return (
    <Specimen title="Clocks, people, bars, keys">
      <Row>
        <ClockBadge clock={{ kind: 'running', dueAt: hoursAgo(-51) }} />
        <ClockBadge clock={{ kind: 'running', dueAt: hoursAgo(-1.6) }} />
        <ClockBadge clock={{ kind: 'running', dueAt: hoursAgo(5.5) }} />
        <ClockBadge clock={{ kind: 'paused', reason: 'awaiting payer decision' }} />
        <ClockBadge clock={{ kind: 'stopped', inTime: true }} />
        <ClockBadge clock={{ kind: 'stopped', inTime: false }} />
      </Row>
      <Row>
        <PersonChip name="Jordan Ellery" position="Verifying pharmacist" />
        <PersonChip name="Lakeside Rheumatology" position="Prescriber’s office" />
      </Row>
      <Row>
        <span>
          Arrivals{' '}
          <SparkBar values={[4, 7, 6, 9, 12, 8, 11]} label="Arrivals of the last seven days: 4, 7, 6, 9, 12, 8, 11" />
        </span>
        <span>
          Overdue{' '}
          <SparkBar values={[1, 0, 2, 1, 3, 5, 6]} tone="blocked" label="Overdue in seven days: 1, 0, 2, 1, 3, 5, 6" />
        </span>
        <Kbd keys="ctrl+k" />
        <Kbd keys="g q" />
        <Kbd keys="?" />
      </Row>
    </Specimen>
  );
}

const facts = [
  { label: 'Patient', value: 'Ada Testwell', sourcePath: '/gallery' },
  { label: 'Birth date', value: formatCalendarDay('1961-03-04' as CalendarDay) },
  { label: 'Received', value: <Moment at={hoursAgo(52)} /> },
  { label: 'NDC', value: formatNdcText('00074055402') },
  { label: 'Quantity', value: formatQuantity({ quantityThousandths: 2_400, ucumUnit: 'mL' }) },
  { label: 'Dose', value: formatQuantity({ quantityThousandths: 1_500_000, ucumUnit: '[iU]' }) },
  { label: 'Expected payment', value: formatMoney(cents(712_345)) },
  { label: 'Unit price', value: formatUnitPrice(123_456_789 as UnitPrice) },
  { label: 'Adjustment', value: formatMoney(cents(-1_490)) },
  { label: 'Time in stage', value: formatDuration(hours(52)) },
  { label: 'Weight', value: null },
  { label: 'Prescriber', value: <PersonChip name="M. Sample" position="Rheumatology" />, sourcePath: '/gallery' },
];
