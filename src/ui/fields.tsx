import { Checkbox, Input, NativeSelect, PasswordInput, Radio, Textarea } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './field-frame.module.css';
import { FieldFrame, type FieldFrameProps, fieldAria } from './field-frame.tsx';

/** What every field takes: `value` is the text as typed, `message` what is wrong with it. */
export interface FieldProps extends Omit<FieldFrameProps, 'children' | 'fieldId'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isDisabled?: boolean | undefined;
  /** Takes the focus when it appears, also at the start of a dialog. */
  readonly startsFocused?: boolean | undefined;
}

/** One option of a choice. */
export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

/** A line of text. `unit` stands at its end; `isCode` sets codes and numbers in equal widths. */
export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'date' | 'time' | 'search' | 'tel' | 'email';
    readonly unit?: string | undefined;
    readonly prefix?: string | undefined;
    readonly isCode?: boolean;
    readonly isNumeric?: boolean;
    readonly autoComplete?: string;
    readonly min?: string | undefined;
    readonly max?: string | undefined;
  },
): ReactNode {
  const id = useId();
  return (
    <FieldFrame {...props} fieldId={id}>
      <Input
        size="xs"
        type={props.type ?? 'text'}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        autoComplete={props.autoComplete ?? 'off'}
        inputMode={props.isNumeric === true ? 'decimal' : undefined}
        min={props.min}
        max={props.max}
        spellCheck={false}
        leftSection={props.prefix}
        rightSection={props.unit}
        rightSectionWidth={props.unit === undefined ? undefined : `${props.unit.length + 2}ch`}
        classNames={{ input: props.isCode === true ? (classes['code'] ?? '') : '' }}
        {...controlProps(props, id)}
      />
    </FieldFrame>
  );
}

/** A password; the browser offers to show it. */
export function PasswordField(props: FieldProps & { readonly autoComplete?: string }): ReactNode {
  const id = useId();
  return (
    <FieldFrame {...props} fieldId={id}>
      <PasswordInput
        size="xs"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        autoComplete={props.autoComplete ?? 'current-password'}
        {...controlProps(props, id)}
      />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function LongTextField(props: FieldProps & { readonly rows?: number }): ReactNode {
  const id = useId();
  return (
    <FieldFrame {...props} fieldId={id}>
      <Textarea
        size="xs"
        rows={props.rows ?? 3}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        {...controlProps(props, id)}
      />
    </FieldFrame>
  );
}

/** One of a few options: side by side as buttons up to four, otherwise as a list that takes typed letters. */
export function ChoiceField(
  props: FieldProps & { readonly options: readonly ChoiceOption[]; readonly layout?: 'list' | 'row' },
): ReactNode {
  const id = useId();
  if (props.layout === 'row') return <ChoiceRow {...props} fieldId={id} />;
  return (
    <FieldFrame {...props} fieldId={id}>
      <NativeSelect
        size="xs"
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        data={[{ value: '', label: 'Choose…' }, ...props.options]}
        {...controlProps(props, id)}
      />
    </FieldFrame>
  );
}

/** A statement that is true or not. */
export function CheckField(
  props: Omit<FieldProps, 'value' | 'onChange'> & {
    readonly isChecked: boolean;
    readonly onChange: (isChecked: boolean) => void;
  },
): ReactNode {
  return (
    <div className={classes['field']}>
      <Checkbox
        label={props.label}
        checked={props.isChecked}
        disabled={props.isDisabled ?? false}
        description={props.hint}
        error={props.message ?? false}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </div>
  );
}

function ChoiceRow(props: Parameters<typeof ChoiceField>[0] & { readonly fieldId: string }): ReactNode {
  return (
    <FieldFrame {...props} isGroup>
      <div
        role="radiogroup"
        aria-labelledby={`${props.fieldId}-label`}
        aria-describedby={fieldAria(props, props.fieldId)['aria-describedby']}
        className={classes['choices']}
      >
        {props.options.map((option) => (
          <Radio
            key={option.value}
            name={props.fieldId}
            value={option.value}
            label={option.label}
            checked={props.value === option.value}
            disabled={props.isDisabled ?? false}
            onChange={() => props.onChange(option.value)}
            {...(props.startsFocused === true && props.value === option.value ? { 'data-autofocus': true } : {})}
          />
        ))}
      </div>
    </FieldFrame>
  );
}

function controlProps(props: FieldProps, id: string) {
  return {
    id,
    disabled: props.isDisabled ?? false,
    required: props.required ?? false,
    error: props.message != null,
    withErrorStyles: true,
    ...(props.startsFocused === true ? { 'data-autofocus': true, autoFocus: true } : {}),
    ...fieldAria(props, id),
  };
}
