import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Notice } from '../../../ui/notice.tsx';
import { usePathParameter } from '../../../ui/page-link.tsx';
import { SignInPlace } from '../../identity/web/index.tsx';
import classes from './charts.module.css';

const sentences: Readonly<Record<string, string>> = {
  'unknown-issuer': 'This EHR may not open Theriac. If it should, tell your administrator.',
  'ehr-away': 'The EHR cannot be reached to say who you are. Try again, or sign in and look for the patient.',
  'begin-again': 'That took too long, or was finished already. Open Theriac from the EHR again.',
  refused: 'The EHR could not be believed about who you are. Try again; if it fails again, tell your administrator.',
  'no-patient': 'The EHR did not say which patient is open there. Open a patient in the EHR, then Theriac again.',
};

/** Says why a launch from the EHR was refused, and what can be done instead. */
export function LaunchRefusedPage(): ReactNode {
  const reason = usePathParameter('reason');
  return (
    <SignInPlace title="Theriac was not opened">
      <div className={classes['refused']}>
        <Notice tone="blocked" sentence={sentences[reason] ?? sentences['refused']} />
        <Button component="a" href="/sign-in" variant="default" fullWidth>
          Sign in and look for the patient
        </Button>
      </div>
    </SignInPlace>
  );
}
