import { Checkbox, Input } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatDuration } from '../../../ui/format-duration.ts';
import { type OrderRuleCode, type OrderWeights, orderRuleCodes, type RuleWeight } from '../domain/work-order.ts';
import classes from './order.module.css';

const hourMinutes = 60;

/** What each rule does, in words around its numbers. */
const sentences: Readonly<
  Record<OrderRuleCode, { readonly title: string; readonly before: string; readonly after: string }>
> = {
  'need-by': { title: 'Needed by the patient', before: 'Stands at least', after: 'before the patient needs the drug' },
  'run-out': { title: 'Supply runs out', before: 'Stands at least', after: 'before the supply at home is used up' },
  urgent: { title: 'Urgent', before: 'Stands', after: 'earlier while it is marked urgent' },
  'clinical-risk': { title: 'Clinical risk', before: 'Stands', after: 'earlier while the clinical risk is high' },
  'money-at-risk': { title: 'Money at risk', before: 'Stands', after: 'earlier from this amount at risk:' },
  'time-used': { title: 'Time mostly used', before: 'Stands', after: 'earlier once so much of its time is used:' },
};

/** The typed text of a rule. */
interface TypedWeight {
  readonly isOn: boolean;
  readonly hours: string;
  readonly least: string;
}

/** The typed texts of all rules. */
export type TypedWeights = Readonly<Record<OrderRuleCode, TypedWeight>>;

/** The rules in words, each with its numbers in fields. */
export function OrderRows(props: {
  readonly typed: TypedWeights;
  readonly shown: OrderWeights;
  readonly mayChange: boolean;
  readonly onChange: (typed: TypedWeights) => void;
}): ReactNode {
  return (
    <ul className={classes['rules']}>
      {orderRuleCodes.map((code) => (
        <RuleLine
          key={code}
          code={code}
          typed={props.typed[code]}
          shown={props.shown[code]}
          mayChange={props.mayChange}
          onChange={(typed) => props.onChange({ ...props.typed, [code]: typed })}
        />
      ))}
    </ul>
  );
}

function RuleLine(props: {
  readonly code: OrderRuleCode;
  readonly typed: TypedWeight;
  readonly shown: RuleWeight;
  readonly mayChange: boolean;
  readonly onChange: (typed: TypedWeight) => void;
}): ReactNode {
  const { code, typed, shown, mayChange, onChange } = props;
  const { title, before, after } = sentences[code];
  const isWrong = toWeight(code, typed) === null;
  const isChanged = JSON.stringify(typed) !== JSON.stringify(toTyped(code, shown));
  return (
    <li className={classes['rule']} data-off={!typed.isOn || undefined}>
      <Checkbox
        size="xs"
        label={title}
        checked={typed.isOn}
        disabled={!mayChange}
        onChange={(event) => onChange({ ...typed, isOn: event.currentTarget.checked })}
      />
      <span className={classes['sentence']}>
        {before}
        <NumberInput
          label={`${title}: hours`}
          value={typed.hours}
          unit="h"
          isWrong={isWrong}
          isDisabled={!mayChange || !typed.isOn}
          onChange={(hours) => onChange({ ...typed, hours })}
        />
        {after}
        {shown.least !== null && (
          <NumberInput
            label={`${title}: from`}
            value={typed.least}
            unit={code === 'money-at-risk' ? '$' : '%'}
            isWrong={isWrong}
            isDisabled={!mayChange || !typed.isOn}
            onChange={(least) => onChange({ ...typed, least })}
          />
        )}
      </span>
      <span className={classes['was']}>
        {isWrong && 'Numbers from 0 on, 720 h at most'}
        {!isWrong && isChanged && `now ${describeWeight(code, shown)}`}
      </span>
    </li>
  );
}

function NumberInput(props: {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly isWrong: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (text: string) => void;
}): ReactNode {
  return (
    <Input
      size="xs"
      inputMode="decimal"
      aria-label={props.label}
      value={props.value}
      error={props.isWrong}
      disabled={props.isDisabled}
      rightSection={props.unit}
      className={classes['number'] ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

/** Says how far a rule moves work, and from which amount on. */
export function describeWeight(code: OrderRuleCode, weight: RuleWeight): string {
  if (!weight.isOn) return 'off';
  const far = formatDuration(weight.minutes * 60_000);
  if (weight.least === null) return far;
  return code === 'money-at-risk'
    ? `${far} from $${(weight.least / 100).toLocaleString('en-US')}`
    : `${far} from ${weight.least} %`;
}

/** Writes weights as they are typed: hours, dollars, percent. */
export function toTypedWeights(weights: OrderWeights): TypedWeights {
  return fromCodes((code) => toTyped(code, weights[code]));
}

/** Reads what was typed; null while something is no number. */
export function readTypedWeights(typed: TypedWeights): OrderWeights | null {
  const isReadable = orderRuleCodes.every((code) => toWeight(code, typed[code]) !== null);
  if (!isReadable) return null;
  return fromCodes((code) => toWeight(code, typed[code]) ?? { isOn: false, minutes: 0, least: null });
}

function fromCodes<Value>(make: (code: OrderRuleCode) => Value): Readonly<Record<OrderRuleCode, Value>> {
  return {
    'need-by': make('need-by'),
    'run-out': make('run-out'),
    urgent: make('urgent'),
    'clinical-risk': make('clinical-risk'),
    'money-at-risk': make('money-at-risk'),
    'time-used': make('time-used'),
  };
}

function toTyped(code: OrderRuleCode, weight: RuleWeight): TypedWeight {
  const least = weight.least ?? 0;
  return {
    isOn: weight.isOn,
    hours: String(weight.minutes / hourMinutes),
    least: weight.least === null ? '' : String(code === 'money-at-risk' ? least / 100 : least),
  };
}

function toWeight(code: OrderRuleCode, typed: TypedWeight): RuleWeight | null {
  const minutes = Number(typed.hours.trim() === '' ? Number.NaN : typed.hours) * hourMinutes;
  const asksForLeast = code === 'money-at-risk' || code === 'time-used';
  const amount = Number(typed.least.trim() === '' ? Number.NaN : typed.least);
  const least = asksForLeast ? Math.round(code === 'money-at-risk' ? amount * 100 : amount) : null;
  if (!Number.isFinite(minutes) || minutes < 0 || minutes > 43_200) return null;
  if (least !== null && !(Number.isSafeInteger(least) && least >= 0)) return null;
  return { isOn: typed.isOn, minutes: Math.round(minutes), least };
}
