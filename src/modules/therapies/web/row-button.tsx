import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** A small button at the end of a row of a panel. */
export function RowButton(props: { readonly label: string; readonly onPress: () => void }): ReactNode {
  return (
    <Button size="compact-xs" variant="default" onClick={props.onPress}>
      {props.label}
    </Button>
  );
}
