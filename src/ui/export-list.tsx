import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Endpoint, RequestOf } from '../kernel/endpoint.ts';
import { EndpointFailure } from './endpoint-failure.ts';
import { FailureNotice } from './failure-notice.tsx';
import { downloadFile } from './file-transfer.ts';
import { useSessionGate } from './session-gate.ts';

const formats = { csv: 'CSV', parquet: 'Parquet' } as const;

type Format = keyof typeof formats;

/** Takes a list out as a file in the format that is chosen. The request says which part of the list. */
export function ExportList<Called extends Endpoint>(props: {
  readonly endpoint: Called;
  readonly request: Omit<RequestOf<Called>, 'format'>;
  /** The name of the file without its ending; it says nothing of a person. */
  readonly fileName: string;
}): ReactNode {
  const gate = useSessionGate();
  const [running, setRunning] = useState<Format | null>(null);
  const [failure, setFailure] = useState<EndpointFailure | null>(null);
  const run = async (format: Format): Promise<void> => {
    setRunning(format);
    setFailure(null);
    try {
      const request = { ...props.request, format } as RequestOf<Called>;
      save(await downloadFile(props.endpoint, request, { gate }), `${props.fileName}.${format}`);
    } catch (error) {
      if (!(error instanceof EndpointFailure)) throw error;
      setFailure(error);
    } finally {
      setRunning(null);
    }
  };
  return (
    <>
      {(Object.keys(formats) as Format[]).map((format) => (
        <Button
          key={format}
          variant="default"
          size="compact-sm"
          loading={running === format}
          aria-label={`Take this list out as ${formats[format]}`}
          onClick={() => void run(format)}
        >
          {formats[format]}
        </Button>
      ))}
      {failure !== null && <FailureNotice failure={failure} />}
    </>
  );
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
