import type { ReactNode } from 'react';
import type { RequestOf } from '../../../kernel/endpoint.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFileUpload } from '../../../ui/file-transfer.ts';
import type { FormValues } from '../../../ui/form-fields.ts';
import { formatBytes } from '../../../ui/format-bytes.ts';
import { Notice } from '../../../ui/notice.tsx';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import * as api from '../api.ts';
import { isMediaType } from '../domain/document.ts';
import { composeFilingFields } from './document-words.ts';
import { SendingLine } from './file-button.tsx';

/** What a document is filed about. */
export type FilingSubject = Pick<
  RequestOf<typeof api.fileDocument>,
  'subjectKind' | 'subjectId' | 'patientId' | 'therapyId'
>;

/** Asks what a file is, and files it. `metCodes` are the requirements that are met already. */
export function FilingDialog(props: {
  readonly file: File;
  readonly subject: FilingSubject;
  readonly metCodes: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  const { file, subject } = props;
  const upload = useFileUpload(api.fileDocument, { invalidates: [api.listDocuments], onDone: props.onClose });
  const mediaType = toMediaType(file);
  const fields = composeFilingFields(props.metCodes);
  const onSubmit = (values: FormValues<typeof fields>): void => {
    const requirementCodes = values.requirement === null ? [] : [values.requirement];
    const request = { ...subject, kind: values.kind, title: values.title, requirementCodes };
    upload.run({ file, mediaType, request });
  };
  return (
    <Dialog opened title="File a document" width="medium" onClose={props.onClose}>
      <p>
        {file.name} · {formatBytes(file.size)}
      </p>
      {isMediaType(mediaType) ? (
        <StructuredForm
          fields={fields}
          submitLabel="File"
          onSubmit={onSubmit}
          onCancel={props.onClose}
          isRunning={upload.share !== null}
          failure={upload.failure}
        />
      ) : (
        <Notice
          tone="blocked"
          urgency="alert"
          sentence="Only PDF, PNG, JPEG, TIFF and plain text are filed. Close this with Esc and choose another file."
        />
      )}
      {upload.share !== null && <SendingLine share={upload.share} onCancel={upload.cancel} />}
    </Dialog>
  );
}

/** The media type of a file, by its name where the browser does not know it. */
export function toMediaType(file: File): string {
  if (file.type !== '') return file.type;
  return /\.tiff?$/i.test(file.name) ? 'image/tiff' : '';
}
