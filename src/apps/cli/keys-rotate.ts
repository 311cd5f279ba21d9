import { rotateKeyEncryptionKey } from '../../platform/crypto/key-rotation.ts';
import type { Command, ExitCode } from './command.ts';
import { withInstallation } from './open-installation.ts';

/** Makes a new key-encryption key and wraps every data key with it. */
export const keysRotate: Command = {
  name: 'keys rotate',
  usage: '[--json]',
  summary: 'Makes a new key-encryption key and wraps every data key with it, while the program goes on running.',
  run: (call) =>
    withInstallation<ExitCode>(async ({ platform, folders }) => {
      const rotation = await rotateKeyEncryptionKey({
        pool: platform.keyPool,
        keyEncryptionKeys: platform.secrets.keyEncryptionKeys,
        keyFolder: folders.keys,
      });
      if (call.isJson) call.sayJson(rotation);
      call.say(
        `Rotated from key ${rotation.fromId} to ${rotation.toId}; ${rotation.rewrappedKeys} data keys wrapped anew.`,
      );
      return 0;
    }),
};
