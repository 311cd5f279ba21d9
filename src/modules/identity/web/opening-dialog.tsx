import { Button, Input } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { addDays, type CalendarDay, parseCalendarDay } from '../../../kernel/calendar-day.ts';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { CheckField, LongTextField, TextField } from '../../../ui/fields.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import { decideOpeningChange, type WrittenOpening, weekdayNames } from '../domain/site-opening.ts';
import classes from './administration.module.css';

interface TypedDay {
  readonly isOpen: boolean;
  readonly opens: string;
  readonly closes: string;
}

/** A site as the server lists it. */
export type ShownSite = ResponseOf<typeof api.listSites>['sites'][number];

/** Proposes other opening hours and holidays from a day on; a second person decides. */
export function OpeningDialog(props: { readonly site: ShownSite; readonly onClose: () => void }): ReactNode {
  const { site, onClose } = props;
  const last = site.openings.at(-1);
  const [validFrom, setValidFrom] = useState<string>(addDays(site.today as CalendarDay, 1));
  const [isAlwaysOpen, setAlwaysOpen] = useState(last?.isAlwaysOpen ?? false);
  const [days, setDays] = useState(() => weekdayNames.map((_, index) => toTypedDay(last, index + 1)));
  const [holidays, setHolidays] = useState((last?.holidays ?? []).filter((day) => day > site.today).join('\n'));
  const propose = useEndpointCommand(api.proposeOpening, {
    invalidates: [api.listSites, api.listProposals],
    onDone: onClose,
  });
  const wrongDay = listLines(holidays).find((line) => parseCalendarDay(line) === null);
  const opening: WrittenOpening = isAlwaysOpen ? '24/7' : { hours: toHours(days), holidays: listLines(holidays) };
  const decided = decideOpeningChange({ validFrom, opening, today: site.today as CalendarDay });
  const refusal =
    wrongDay === undefined || isAlwaysOpen
      ? decided.ok
        ? null
        : decided.refusal
      : { sentence: `"${wrongDay}" is no day of the calendar.` };
  return (
    <Dialog opened width="medium" title={`Other hours for ${site.name}`} onClose={onClose}>
      <TextField
        label="From"
        type="date"
        value={validFrom}
        onChange={setValidFrom}
        min={addDays(site.today as CalendarDay, 1)}
        required
        startsFocused
      />
      <CheckField label="Always open" isChecked={isAlwaysOpen} onChange={setAlwaysOpen} />
      {!isAlwaysOpen && (
        <>
          {weekdayNames.map((name, index) => (
            <Weekday
              key={name}
              name={name}
              day={days[index] ?? closed}
              onChange={(day) => setDays(days.map((one, at) => (at === index ? day : one)))}
            />
          ))}
          <LongTextField
            label="Holidays, one day a line as YYYY-MM-DD"
            value={holidays}
            onChange={setHolidays}
            rows={5}
          />
        </>
      )}
      {propose.failure !== null && <FailureNotice failure={propose.failure} />}
      <div className={classes['buttons']}>
        <ReasonedButton
          label="Propose"
          refusal={refusal}
          isRunning={propose.isRunning}
          onPress={() => propose.run({ siteId: site.siteId, validFrom, opening: toRequest(opening) })}
        />
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}

const closed: TypedDay = { isOpen: false, opens: '09:00', closes: '17:00' };

function Weekday(props: {
  readonly name: string;
  readonly day: TypedDay;
  readonly onChange: (day: TypedDay) => void;
}): ReactNode {
  const { name, day, onChange } = props;
  return (
    <div className={classes['weekday']}>
      <CheckField label={name} isChecked={day.isOpen} onChange={(isOpen) => onChange({ ...day, isOpen })} />
      {day.isOpen && (
        <>
          <TimeInput label={`${name} opens`} text={day.opens} onChange={(opens) => onChange({ ...day, opens })} />
          <TimeInput label={`${name} closes`} text={day.closes} onChange={(closes) => onChange({ ...day, closes })} />
        </>
      )}
    </div>
  );
}

/** A time without a line of its own for its name, so that a week is seen at once. */
function TimeInput(props: {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  return (
    <Input
      size="xs"
      aria-label={props.label}
      value={props.text}
      error={!isTime(props.text)}
      withErrorStyles
      autoComplete="off"
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

function toTypedDay(opening: ShownSite['openings'][number] | undefined, weekday: number): TypedDay {
  const hours = opening?.hours.find((one) => one.weekday === weekday);
  return hours === undefined ? closed : { isOpen: true, opens: hours.opens, closes: hours.closes };
}

/** Times that cannot be read are left as they are: as equal texts they are refused. */
function toHours(days: readonly TypedDay[]) {
  return days.flatMap(({ isOpen, opens, closes }, index) => {
    if (!isOpen) return [];
    const isReadable = isTime(opens) && isTime(closes);
    return [{ weekday: index + 1, opens: isReadable ? opens : '', closes: isReadable ? closes : '' }];
  });
}

function toRequest(opening: WrittenOpening) {
  return opening === '24/7' ? opening : { hours: [...opening.hours], holidays: [...opening.holidays] };
}

function listLines(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((line) => line !== '');
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}
