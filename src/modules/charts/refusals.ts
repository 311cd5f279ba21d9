import { declareRefusals } from '../../kernel/refusal.ts';

/** What charts refuses. */
export const chartRefusals = declareRefusals('charts', {
  unknownPartner: { status: 404, sentence: 'There is no such EHR among the partners.' },
  addressUnsafe: {
    status: 422,
    sentence: 'The FHIR address begins with https and has no question mark and no number sign.',
  },
  addressTaken: { status: 409, sentence: 'Another partner has this FHIR address.' },
  scopeInvalid: {
    status: 422,
    sentence: 'A scope for queries is written such as system/Patient.rs, one for launches such as patient/Patient.rs.',
  },
  unknownProvider: { status: 404, sentence: 'There is no such identity provider.' },
  launchIncomplete: {
    status: 422,
    sentence: 'A launch needs an identity provider and a client id; leave both empty where nobody launches.',
  },
  unknownLaunch: { status: 404, sentence: 'This launch is over. Open Theriac from the EHR again.' },
  unknownTherapy: { status: 404, sentence: 'There is no such therapy.' },
  chartTakesNoNotes: { status: 409, sentence: 'No EHR takes notes from Theriac yet: an administrator sets it up.' },
  patientNotInChart: {
    status: 422,
    sentence: 'No record number of this EHR is known for the patient, so the note would find no chart.',
  },
});
