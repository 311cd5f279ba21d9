import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { TherapyId } from '../../../kernel/ids.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LongTextField } from '../../../ui/fields.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import * as api from '../api.ts';
import { completeMention, listMentioned, offerMentions } from '../domain/mention-text.ts';
import classes from './conversation.module.css';

/** Writes a note, or a note that corrects an earlier one of one's own. An @ offers the colleagues who may see the therapy. */
export function NoteDialog(props: {
  readonly therapyId: TherapyId;
  readonly corrected: { readonly sequence: number; readonly text: string } | null;
  readonly onClose: () => void;
}): ReactNode {
  const { therapyId, corrected } = props;
  const [text, setText] = useState(corrected?.text ?? '');
  const form = useRef<HTMLFormElement>(null);
  const colleagues = useEndpointQuery(api.listColleagues, { therapyId }).data?.colleagues ?? [];
  const write = useEndpointCommand(api.writeNote, { onDone: props.onClose });
  const offered = offerMentions(text, colleagues);
  const mentioned = listMentioned(text, colleagues);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    const mentionedIds = mentioned.map(({ staffId }) => staffId);
    write.run({ therapyId, text: text.trim(), mentionedIds, correctsSequence: corrected?.sequence ?? null });
  };
  const sendByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.ctrlKey) form.current?.requestSubmit();
  };
  const pick = (person: { readonly name: string }): void => {
    setText(completeMention(text, person));
    form.current?.querySelector('textarea')?.focus();
  };
  return (
    <Dialog opened title={corrected === null ? 'Note' : 'Correct a note'} onClose={props.onClose}>
      <form ref={form} onSubmit={send} onKeyDown={sendByKey} className={classes['noteForm']}>
        <LongTextField
          label="Note"
          hint="It stays for good; @ and a name tells a colleague"
          value={text}
          rows={5}
          startsFocused
          onChange={(next) => setText(next.slice(0, 2_000))}
        />
        {offered.length > 0 && (
          <ul className={classes['offered']} aria-label="Mention">
            {offered.map((person) => (
              <li key={person.staffId}>
                <Button size="compact-xs" variant="default" onClick={() => pick(person)}>
                  @{person.name}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {mentioned.length > 0 && (
          <p className={classes['soft']}>Tells {mentioned.map(({ name }) => name).join(', ')}</p>
        )}
        {write.failure !== null && <FailureNotice failure={write.failure} />}
        <div className={classes['noteButtons']}>
          <Button type="submit" loading={write.isRunning} rightSection={<Kbd keys="ctrl+enter" />}>
            {corrected === null ? 'Write the note' : 'Write the correction'}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
