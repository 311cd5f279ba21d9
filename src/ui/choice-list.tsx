import type { ReactNode } from 'react';
import classes from './choice-list.module.css';
import { CheckField } from './fields.tsx';

/** Any number of a list, each with a box to tick. */
export function ChoiceList(props: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const { chosen } = props;
  return (
    <fieldset className={classes['frame']}>
      <legend className={classes['legend']}>{props.label}</legend>
      <div className={classes['choices']}>
        {props.options.map(({ value, label, hint }) => (
          <CheckField
            key={value}
            label={label}
            hint={hint}
            isChecked={chosen.includes(value)}
            onChange={(isChecked) =>
              props.onChange(isChecked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
