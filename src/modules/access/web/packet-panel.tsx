import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '../../../kernel/endpoint.ts';
import type { TherapyId } from '../../../kernel/ids.ts';
import { nameLanguage } from '../../../kernel/language-tag.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useEndpointCommand, useEndpointQuery } from '../../../ui/endpoint-client.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { LoadingRows } from '../../../ui/loading-rows.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useHasPermission } from '../../../ui/session.ts';
import { StructuredForm } from '../../../ui/structured-form.tsx';
import type { Tone } from '../../../ui/tone.tsx';
import { DocumentDrawer } from '../../documents/web/index.tsx';
import * as api from '../api.ts';
import { type PacketStep, packetChannels, packetSteps } from '../domain/welcome-packet.ts';
import { accessPermissions } from '../permissions.ts';
import { toOptions } from './access-words.ts';
import { type RecordLine, RecordLines } from './record-lines.tsx';

type Packets = ResponseOf<typeof api.getWelcomePackets>;
type Packet = Packets['packets'][number];

const tones: Readonly<Record<PacketStep, Tone>> = {
  sent: 'waiting',
  'handed-over': 'waiting',
  returned: 'blocked',
  acknowledged: 'done',
};
const invalidates = [api.getWelcomePackets];

/** The welcome packet of a therapy: missing, or which one went out, in which language, and what became of it. */
export function PacketPanel({ therapyId }: { readonly therapyId: TherapyId }): ReactNode {
  const query = useEndpointQuery(api.getWelcomePackets, { therapyId }, { topics: [`therapy:${therapyId}`] });
  const mayGive = useHasPermission(accessPermissions.givePackets.code);
  const compose = useEndpointCommand(api.composeWelcomePacket, { invalidates });
  const [opened, setOpened] = useState<Packet | null>(null);
  const [recording, setRecording] = useState<Packet | null>(null);
  if (query.error !== null) return <FailureNotice failure={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <LoadingRows rows={2} />;
  const { packets, isGiven, nextSteps } = query.data;
  const [newest] = packets;
  return (
    <>
      {newest === undefined && (
        <EmptyState title="No welcome packet yet" sentence="Compose it and record how it goes." />
      )}
      {packets.map((packet) => (
        <section key={packet.packetId} aria-label={`Welcome packet, version ${packet.version}`}>
          <Button variant="subtle" size="compact-sm" onClick={() => setOpened(packet)}>
            {`Version ${packet.version}, ${nameLanguage(packet.language)}`}
          </Button>
          {packet.wishedLanguage !== null && (
            <p>{`In ${nameLanguage(packet.language)}: no texts in ${nameLanguage(packet.wishedLanguage)} are on record.`}</p>
          )}
          <RecordLines lines={toLines(packet)} />
        </section>
      ))}
      {mayGive && (
        <Group justify="flex-end" gap="xs" mt="xs">
          {newest !== undefined && nextSteps.length > 0 && (
            <ReasonedButton label="Record what became of it" isSmall onPress={() => setRecording(newest)} />
          )}
          {!isGiven && (
            <ReasonedButton
              label={newest === undefined ? 'Compose the packet' : 'Compose it anew'}
              kind={newest === undefined ? 'primary' : 'secondary'}
              isSmall
              isRunning={compose.isRunning}
              onPress={() => compose.run({ therapyId })}
            />
          )}
        </Group>
      )}
      {compose.failure !== null && <FailureNotice failure={compose.failure} />}
      {opened !== null && (
        <DocumentDrawer
          document={{ documentId: opened.documentId, title: 'Welcome packet', mediaType: 'application/pdf' }}
          onClose={() => setOpened(null)}
        />
      )}
      {recording !== null && (
        <StepDialog therapyId={therapyId} packet={recording} data={query.data} onClose={() => setRecording(null)} />
      )}
    </>
  );
}

function toLines({ packetId, steps, ...packet }: Packet): readonly RecordLine[] {
  const composed: RecordLine = {
    ...{ id: packetId, state: 'Composed', tone: 'due', words: [] },
    ...{ recordedAt: packet.recordedAt, recordedByName: packet.recordedByName },
  };
  const followed = steps.map(
    ({ step, channel, recordedAt, recordedByName }): RecordLine => ({
      ...{ id: `${packetId} ${recordedAt} ${step}`, state: packetSteps[step], tone: tones[step] },
      words: [channel === null ? null : packetChannels[channel]],
      ...{ recordedAt, recordedByName },
    }),
  );
  return [composed, ...followed].toReversed();
}

function StepDialog(props: {
  readonly therapyId: TherapyId;
  readonly packet: Packet;
  readonly data: Packets;
  readonly onClose: () => void;
}): ReactNode {
  const { therapyId, packet, data, onClose } = props;
  const record = useEndpointCommand(api.recordPacketStep, { invalidates, onDone: onClose });
  const steps = toOptions(packetSteps).filter(({ value }) => data.nextSteps.includes(value));
  const channels = toOptions(packetChannels).filter(({ value }) => value !== 'email' || data.agreesToEmail);
  const fields = {
    step: { kind: 'choice', label: 'What happened', isRequired: true, layout: 'row', options: steps },
    channel: {
      kind: 'choice',
      label: 'Sent by',
      hint: data.agreesToEmail ? 'Where it was sent' : 'Where it was sent; the patient has not agreed to email',
      options: channels,
    },
  } as const;
  return (
    <Dialog opened title="What became of the packet" onClose={onClose}>
      <StructuredForm
        fields={fields}
        submitLabel="Record"
        isRunning={record.isRunning}
        failure={record.failure}
        onSubmit={({ step, channel }) =>
          record.run({
            ...{ therapyId, packetId: packet.packetId, step: step as PacketStep },
            channel: step === 'sent' ? ((channel ?? null) as keyof typeof packetChannels | null) : null,
          })
        }
        onCancel={onClose}
      />
    </Dialog>
  );
}
