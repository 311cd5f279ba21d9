import { declareRefusals } from '../../kernel/refusal.ts';

/** What clinics refuses. */
export const clinicRefusals = declareRefusals('clinics', {
  unknownClinic: { status: 404, sentence: 'There is no such clinic.' },
  unknownSite: { status: 422, sentence: 'There is no such pharmacy.' },
  unknownPrescriber: { status: 422, sentence: 'Somebody who is to practise there is not in the directory.' },
  unknownDiseaseState: { status: 422, sentence: 'A disease state is not one that the reference tables name.' },
  daysReversed: { status: 422, sentence: 'The last day is before the first.' },
  hoursReversed: { status: 422, sentence: 'It would stop taking goods in before it begins.' },
  nameTaken: { status: 409, sentence: 'Another clinic has this name in the same time.' },
  codeTaken: { status: 409, sentence: 'Another clinic has one of these codes in the same time.' },
  clinicMoved: { status: 409, sentence: 'Somebody else changed this clinic. Look at it again.' },
});
