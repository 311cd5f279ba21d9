import { type ReactNode, useState } from 'react';
import type { PrescriptionId } from '../../../kernel/ids.ts';
import { useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import * as api from '../api.ts';
import { AskDialog } from './ask-dialog.tsx';
import classes from './prescriber-panel.module.css';

/** Offers to ask the prescriber electronically where a person waits for their word. */
export function AskInstead(props: {
  readonly prescriptionId: PrescriptionId;
  readonly onAsked: () => void;
}): ReactNode {
  const { prescriptionId, onAsked } = props;
  const [isAsking, setAsking] = useState(false);
  const query = useEndpointQuery(api.listPrescriberTalk, { prescriptionId });
  const askable = query.data?.askable ?? null;
  if (askable === null) return null;
  const { changeRefusal } = askable;
  return (
    <div className={classes['asks']}>
      <ReasonedButton
        label="Ask the prescriber"
        kind="secondary"
        refusal={changeRefusal === null ? null : { sentence: changeRefusal }}
        onPress={() => setAsking(true)}
      />
      {isAsking && (
        <AskDialog kind="change" prescriptionId={prescriptionId} onClose={() => setAsking(false)} onAsked={onAsked} />
      )}
    </div>
  );
}
