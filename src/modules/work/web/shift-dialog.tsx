import { type ReactNode, useState } from 'react';
import { useAnnounce } from '../../../ui/announcements.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ChoiceField, LongTextField } from '../../../ui/fields.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { listMyWork, listQueueItems, listQueues } from '../api.ts';
import * as api from '../shift-api.ts';
import { ItemSubject } from './item-subject.tsx';
import { formatCount, nameWork, queueTopics } from './queue-words.ts';
import { describeOutcome } from './use-bulk.ts';
import classes from './work.module.css';

const mostNoteLetters = 500;
const backToQueues = 'queues';

/** Asks to whom everything that a person holds goes at the end of a shift, with one note, and lists what cannot go with its reason. */
export function ShiftDialog(props: {
  readonly onDone: (told: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [receiver, setReceiver] = useState('');
  const [note, setNote] = useState('');
  const announce = useAnnounce();
  const toStaffId = receiver === '' || receiver === backToQueues ? null : receiver;
  const read = useEndpointQuery(api.readShiftHandOver, { toStaffId }, { topics: queueTopics });
  const give = useEndpointCommand(api.handOverShift, {
    invalidates: [listMyWork, listQueues, listQueueItems, api.readShiftHandOver],
    onDone: (done) => {
      const { sentence, left } = describeOutcome('handed over', done);
      announce(sentence);
      props.onDone([sentence, ...left].join(' · '));
    },
  });
  const title = 'Hand over all I hold';
  if (read.data === undefined) {
    return (
      <Dialog opened title={title} width="medium" onClose={props.onClose}>
        {read.error === null ? <LoadingRows rows={3} /> : <FailureNotice failure={read.error} />}
      </Dialog>
    );
  }
  const { held, colleagues, left } = read.data;
  const goes = receiver === '' ? held : held - left.length;
  return (
    <Dialog opened title={title} width="medium" onClose={props.onClose}>
      <ChoiceField
        label="To"
        value={receiver}
        options={[
          { value: backToQueues, label: 'Nobody: back to the queues' },
          ...colleagues.map(({ staffId, name, suits, holds }) => ({
            value: staffId,
            label: `${name}, can take ${formatCount(suits)} of ${formatCount(held)}, holds ${formatCount(holds)}`,
          })),
        ]}
        hint="Who can take most of it first, then who holds least"
        startsFocused
        onChange={setReceiver}
      />
      <LongTextField
        label="Note"
        value={note}
        hint="One note for all of it; the receiver reads it on the home page"
        onChange={(text) => setNote(text.slice(0, mostNoteLetters))}
      />
      <StaysList left={left} />
      {give.failure !== null && <FailureNotice failure={give.failure} />}
      <ReasonedButton
        label={`Hand over ${formatCount(goes)}`}
        isRunning={give.isRunning}
        refusal={receiver === '' ? { sentence: 'Choose who receives it.' } : null}
        onPress={() => give.run({ toStaffId, note: note.trim() === '' ? null : note.trim() })}
      />
    </Dialog>
  );
}

/** What the chosen receiver cannot take, each with its reason. */
function StaysList(props: {
  readonly left: readonly { readonly item: Parameters<typeof nameWork>[0] & StaysItem; readonly sentence: string }[];
}): ReactNode {
  if (props.left.length === 0) return null;
  return (
    <section aria-label="Stays with me">
      <h3 className={classes['heading']}>Stays with me</h3>
      <ul className={classes['list']}>
        {props.left.map(({ item, sentence }) => (
          <li key={item.itemId} className={classes['stays']}>
            <span>{nameWork(item)}</span>{' '}
            <span className={classes['quiet']}>
              <ItemSubject item={item} />
            </span>
            <span className={classes['quiet']}>{sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What names an item that stays. */
interface StaysItem {
  readonly itemId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly patientId: string | null;
  readonly therapyId: string | null;
}
