import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import { listAskedParts } from '../../claims/language.ts';
import * as api from '../api.ts';
import { composeCorrectionForm, correctionParts, readCorrection } from './correction-form.ts';
import type { FillAtBench } from './fill-words.ts';

/** Asks for what the reject of a claim wants to know, and bills the fill again with it. */
export function CorrectionDialog(props: {
  readonly bench: FillAtBench;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title="Correct the claim and bill again" width="medium">
      <CorrectionBody {...props} />
    </Dialog>
  );
}

function CorrectionBody(props: Parameters<typeof CorrectionDialog>[0]): ReactNode {
  const { fill, claim, verifier } = props.bench;
  const asked = listAskedParts(claim?.rejectCodes ?? []);
  const [showsAll, setShowsAll] = useState(asked.length === 0);
  const again = useEndpointCommand(api.billAgain, {
    invalidates: [api.getFill, api.listFills],
    onDone: props.onClose,
  });
  const isForPharmacist = asked.includes('drugUseOutcomes') && !verifier.isPharmacist;
  // The alert is answered whole where it is asked for; otherwise its three codes would be demanded of everybody.
  const parts = (showsAll ? correctionParts : asked).filter(
    (part) => part !== 'drugUseOutcomes' || (asked.includes(part) && verifier.isPharmacist),
  );
  const reviewedRules = (claim?.toReview ?? []).map(({ rule }) => rule);
  return (
    <>
      {(claim?.rejects ?? []).map(({ code, sentence, firstAction }) => (
        <Notice key={code} tone="blocked" sentence={`${code}: ${sentence}`}>
          {firstAction}
        </Notice>
      ))}
      {isForPharmacist && <Notice tone="due" sentence="Only a pharmacist answers the alert of the drug review." />}
      <StructuredForm
        key={String(showsAll)}
        fields={composeCorrectionForm(parts)}
        columns={2}
        submitLabel="Bill again"
        onSubmit={(values) => again.run({ fillId: fill.fillId, correction: readCorrection(values), reviewedRules })}
        onCancel={props.onClose}
        isRunning={again.isRunning}
        failure={again.failure}
      />
      {!showsAll && (
        <Button variant="subtle" size="xs" onClick={() => setShowsAll(true)}>
          Correct something else
        </Button>
      )}
      <p>
        The quantity is what was filled: put the fill back to change it. What codes mean here is customary use; the
        payer’s own sheet decides.
      </p>
    </>
  );
}
