import type { ReactNode } from 'react';
import classes from './field-frame.module.css';

/** What stands around a control: its label, a hint, or what is wrong with the value in place of the hint. */
export interface FieldFrameProps {
  readonly fieldId: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly message?: string | null | undefined;
  readonly required?: boolean | undefined;
  /** The control is a group of controls, so the label names it instead of pointing at one. */
  readonly isGroup?: boolean;
  readonly children: ReactNode;
}

/** Frames a control. The line below is always kept free, so that a message moves nothing. */
export function FieldFrame(props: FieldFrameProps): ReactNode {
  const message = props.message ?? null;
  const label = (
    <>
      {props.label}
      {props.required === true && (
        <span className={classes['required']} title="required" aria-hidden="true">
          *
        </span>
      )}
    </>
  );
  return (
    <div className={classes['field']}>
      {props.isGroup === true ? (
        <span id={`${props.fieldId}-label`} className={classes['label']}>
          {label}
        </span>
      ) : (
        <label htmlFor={props.fieldId} className={classes['label']}>
          {label}
        </label>
      )}
      {props.children}
      <p id={`${props.fieldId}-note`} className={message === null ? classes['hint'] : classes['message']}>
        {message ?? props.hint}
      </p>
    </div>
  );
}

/** Returns the attributes that tie a control to its note and say whether its value is wrong. */
export function fieldAria(
  props: Pick<FieldFrameProps, 'hint' | 'message'>,
  fieldId: string,
): { readonly 'aria-invalid': boolean; readonly 'aria-describedby': string | undefined } {
  const hasNote = props.message != null || props.hint !== undefined;
  return { 'aria-invalid': props.message != null, 'aria-describedby': hasNote ? `${fieldId}-note` : undefined };
}
