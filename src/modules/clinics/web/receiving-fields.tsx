import type { ReactNode } from 'react';
import { CheckField, TextField } from '../../../ui/fields.tsx';
import { assumedReceiving, type ClinicAddress, type ReceivingHours } from '../domain/receiving.ts';
import classes from './clinics.module.css';

/** Where and when a clinic takes goods in, as it is typed. */
export interface TypedReceiving {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly until: string;
  /** The hours were told by the clinic; else the default counts. */
  readonly isTold: boolean;
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Fills in what is recorded. */
export function toTyped(address: ClinicAddress | null, receiving: ReceivingHours | null): TypedReceiving {
  const { city = '', state = '', postalCode = '' } = address ?? {};
  const street = address?.lines.join(', ') ?? '';
  return { street, city, state, postalCode, ...(receiving ?? assumedReceiving), isTold: receiving !== null };
}

/** Reads what was typed; an address counts when all of it is there. */
export function fromTyped(typed: TypedReceiving) {
  const { street, city, state, postalCode, weekdays, from, until, isTold } = typed;
  const hasAddress = [street, city, state, postalCode].some((text) => text.trim() !== '');
  return {
    address: hasAddress
      ? { lines: [street.trim()], city: city.trim(), state: state.trim(), postalCode: postalCode.trim() }
      : null,
    receiving: isTold ? { weekdays: [...weekdays].sort(), from, until } : null,
  };
}

/** What stands against the address and the hours as they are typed. */
export function findReceivingRefusal({ address, receiving }: ReturnType<typeof fromTyped>): string | null {
  if (address !== null && [address.lines[0], address.city].includes('')) return 'Give street and city of the address.';
  if (address !== null && !/^[A-Z]{2}$/.test(address.state)) return 'A state has two capital letters, such as NY.';
  if (address !== null && address.postalCode.length < 3) return 'Give the ZIP code.';
  if (receiving !== null && receiving.weekdays.length === 0)
    return 'Choose one day at least on which it takes goods in.';
  if (receiving !== null && (receiving.from === '' || receiving.until === '')) return 'Give the hours.';
  return null;
}

/** Asks where goods for a clinic are delivered, and when it takes them in. */
export function ReceivingFields(props: {
  readonly typed: TypedReceiving;
  readonly onType: (typed: TypedReceiving) => void;
}): ReactNode {
  const { typed } = props;
  const type = (change: Partial<TypedReceiving>): void => props.onType({ ...typed, ...change });
  const toggle = (weekday: number, isChecked: boolean): void =>
    type({
      weekdays: isChecked ? [...typed.weekdays, weekday] : typed.weekdays.filter((one) => one !== weekday),
      isTold: true,
    });
  return (
    <>
      <div className={classes['pair']}>
        <TextField label="Street for deliveries" value={typed.street} onChange={(street) => type({ street })} />
        <TextField label="City" value={typed.city} onChange={(city) => type({ city })} />
        <TextField label="State" value={typed.state} onChange={(state) => type({ state })} isCode />
        <TextField label="ZIP code" value={typed.postalCode} onChange={(postalCode) => type({ postalCode })} isCode />
      </div>
      <fieldset className={classes['choices']}>
        <legend>
          Takes goods in{' '}
          {typed.isTold ? '' : '(default, not told by the clinic: what it administers is needed by the day before)'}
        </legend>
        {weekdayNames.map((name, index) => (
          <CheckField
            key={name}
            label={name}
            isChecked={typed.weekdays.includes(index + 1)}
            onChange={(isChecked) => toggle(index + 1, isChecked)}
          />
        ))}
      </fieldset>
      <div className={classes['pair']}>
        <TextField label="From" type="time" value={typed.from} onChange={(from) => type({ from, isTold: true })} />
        <TextField label="Until" type="time" value={typed.until} onChange={(until) => type({ until, isTold: true })} />
      </div>
      <CheckField
        label="The clinic told these hours"
        isChecked={typed.isTold}
        onChange={(isTold) => type(isTold ? { isTold } : { ...assumedReceiving, isTold })}
      />
    </>
  );
}
