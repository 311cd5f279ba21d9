import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, LongTextField } from '../../../ui/fields.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { formatCount } from './queue-words.ts';
import type { Bulk } from './use-bulk.ts';
import classes from './work.module.css';

/** What can be done with the marked rows, and what became of them. */
export function BulkBar(props: { readonly bulk: Bulk; readonly onHandOver: () => void }): ReactNode {
  const { bulk } = props;
  const count = bulk.marked.size;
  if (count === 0 && bulk.outcome === null && bulk.failure === null) return null;
  return (
    <div className={classes['bulk']}>
      {count > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, these are commands
        <div className={classes['bulkActions']} role="group" aria-label="Marked rows">
          <strong>{formatCount(count)} marked</strong>
          <BulkButton label="Take" keys="t" bulk={bulk} onPress={bulk.take} />
          <BulkButton label="Put back" keys="r" bulk={bulk} onPress={bulk.release} />
          <BulkButton label="Hand over" keys="h" bulk={bulk} onPress={props.onHandOver} />
          <Button variant="subtle" size="compact-sm" onClick={bulk.clear}>
            Clear marks
          </Button>
        </div>
      )}
      {bulk.failure !== null && <FailureNotice failure={bulk.failure} />}
      {bulk.outcome !== null && (
        <Notice
          tone={bulk.outcome.left.length === 0 ? 'done' : 'due'}
          sentence={[bulk.outcome.sentence, ...bulk.outcome.left].join(' · ')}
        />
      )}
    </div>
  );
}

function BulkButton(props: {
  readonly label: string;
  readonly keys: string;
  readonly bulk: Bulk;
  readonly onPress: () => void;
}): ReactNode {
  return (
    <Button
      variant="default"
      size="compact-sm"
      disabled={props.bulk.isRunning}
      rightSection={<Kbd keys={props.keys} />}
      onClick={props.onPress}
    >
      {props.label}
    </Button>
  );
}

/** Asks to whom the marked rows go, and for a note. */
export function HandOverDialog(props: {
  readonly bulk: Bulk;
  readonly colleagues: readonly { readonly staffId: string; readonly name: string; readonly holds: number }[];
  readonly onClose: () => void;
}): ReactNode {
  const { bulk, colleagues, onClose } = props;
  const [receiver, setReceiver] = useState('');
  const [note, setNote] = useState('');
  const options = [
    { value: 'queue', label: 'Nobody: back to the queue' },
    ...colleagues.map(({ staffId, name, holds }) => ({
      value: staffId,
      label: `${name}, holds ${formatCount(holds)} in all queues`,
    })),
  ];
  const give = (): void =>
    bulk.handOver({
      toStaffId: receiver === 'queue' ? null : receiver,
      note: note.trim() === '' ? null : note.trim(),
    });
  return (
    <Dialog opened title={`Hand over ${formatCount(bulk.marked.size)}`} onClose={onClose}>
      <ChoiceField
        label="To"
        value={receiver}
        options={options}
        hint="Who serves this queue, those who hold least first"
        startsFocused
        onChange={setReceiver}
      />
      <LongTextField
        label="Note"
        value={note}
        hint="The receiver reads it on the home page"
        onChange={(text) => setNote(text.slice(0, 500))}
      />
      {bulk.failure !== null && <FailureNotice failure={bulk.failure} />}
      <ReasonedButton
        label="Hand over"
        isRunning={bulk.isRunning}
        refusal={receiver === '' ? { sentence: 'Choose who receives it.' } : null}
        onPress={give}
      />
    </Dialog>
  );
}
