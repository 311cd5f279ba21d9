import type { ReactNode } from 'react';
import { PanelSlotView } from '../../../ui/panel-slots.tsx';
import { OwnSignIn } from './own-sign-in.tsx';
import { readReturnPath } from './return-path.ts';
import { SignInPlace } from './sign-in-place.tsx';

/** The page on which a person signs in: by passkey, with user name, password and a code, or by an identity provider. */
export function SignInPage(): ReactNode {
  const returnPath = readReturnPath(window.location.search);
  return (
    <SignInPlace title="Sign in">
      <OwnSignIn onDone={() => window.location.replace(returnPath)} />
      <PanelSlotView slot="sign-in-way" returnPath={returnPath} />
    </SignInPlace>
  );
}
