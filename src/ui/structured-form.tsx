import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { EndpointFailure } from './endpoint-failure.ts';
import { FailureNotice } from './failure-notice.tsx';
import { CheckField, ChoiceField, LongTextField, TextField } from './fields.tsx';
import {
  type FieldDescription,
  type FormDescription,
  type FormTexts,
  type FormValues,
  readForm,
} from './form-fields.ts';
import { Kbd } from './kbd.tsx';
import { useShortcuts } from './shortcuts.tsx';
import classes from './structured-form.module.css';

/**
 * A form made from the description of its fields. Ctrl Enter submits; the first wrong field gets the focus.
 * Messages appear on submitting, then follow what is typed.
 */
export function StructuredForm<Description extends FormDescription>(props: {
  readonly fields: Description;
  readonly initial?: FormTexts;
  readonly submitLabel: string;
  readonly onSubmit: (values: FormValues<Description>) => void;
  readonly onCancel?: () => void;
  readonly isRunning?: boolean;
  readonly failure?: EndpointFailure | null;
  readonly columns?: 1 | 2;
  /** Told of the name of the field that takes the focus, so that its place in an original can be shown. */
  readonly onFocusField?: (name: string) => void;
}): ReactNode {
  const [texts, setTexts] = useState<FormTexts>(props.initial ?? {});
  const [wasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const reading = readForm(props.fields, texts);
  const messages = wasTried && !reading.ok ? reading.messages : {};
  useShortcuts([
    { keys: 'ctrl+enter', label: props.submitLabel, group: 'This form', run: () => form.current?.requestSubmit() },
  ]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reading.ok) props.onSubmit(reading.values);
    else focusField(form.current, Object.keys(reading.messages)[0]);
  };
  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      onKeyDown={submitOnControlEnter}
      onFocus={({ target }) => {
        const name = target.closest('[data-field]')?.getAttribute('data-field') ?? null;
        if (name !== null) props.onFocusField?.(name);
      }}
      noValidate
      className={classes['form']}
      data-columns={props.columns ?? 1}
    >
      {Object.entries(props.fields).map(([name, field]) => (
        <div key={name} data-field={name} className={isWide(field) ? classes['wide'] : classes['field']}>
          <DescribedField
            field={field}
            text={texts[name] ?? ''}
            message={messages[name] ?? null}
            onChange={(text) => setTexts((earlier) => ({ ...earlier, [name]: text }))}
          />
        </div>
      ))}
      {props.failure != null && (
        <div className={classes['wide']}>
          <FailureNotice failure={props.failure} />
        </div>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={props.isRunning ?? false} rightSection={<Kbd keys="ctrl+enter" />}>
          {props.submitLabel}
        </Button>
        {props.onCancel !== undefined && (
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}

/** Submits a form on Ctrl Enter: inside a dialog the page's shortcuts are silent, so the form hears this key itself. */
function submitOnControlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

function DescribedField(props: {
  readonly field: FieldDescription;
  readonly text: string;
  readonly message: string | null;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { field, text, message, onChange } = props;
  const { label, hint, isRequired: required } = field;
  const words = { label, hint, required, message, value: text, onChange };
  switch (field.kind) {
    case 'text':
      return field.isLong === true ? (
        <LongTextField {...words} />
      ) : (
        <TextField {...words} isCode={field.isCode ?? false} />
      );
    case 'choice':
      return <ChoiceField {...words} options={field.options} layout={field.layout ?? 'list'} />;
    case 'date':
      return <TextField {...words} type="date" min={field.earliest} max={field.latest} />;
    case 'money':
      return <TextField {...words} isNumeric prefix="$" />;
    case 'number':
      return <TextField {...words} isNumeric unit={field.unit} />;
    case 'check':
      return (
        <CheckField {...words} isChecked={text === 'yes'} onChange={(isChecked) => onChange(isChecked ? 'yes' : '')} />
      );
  }
}

function isWide(field: FieldDescription): boolean {
  return (field.kind === 'text' && field.isLong === true) || field.kind === 'check';
}

function focusField(form: HTMLFormElement | null, name: string | undefined): void {
  const field = form?.querySelector(`[data-field="${name}"]`);
  field?.querySelector<HTMLElement>('input, select, textarea')?.focus();
}
