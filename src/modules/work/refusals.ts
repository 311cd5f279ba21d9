import { declareRefusals } from '../../kernel/refusal.ts';

/** Why an action on work may be refused. */
export const workRefusals = declareRefusals('work', {
  unknownItem: { status: 404, sentence: 'There is no such open work.' },
  itemTaken: { status: 409, sentence: 'Somebody else has taken this.' },
  itemNotTaken: { status: 409, sentence: 'Nobody has taken this.' },
  unknownColleague: { status: 404, sentence: 'There is no such colleague who works now.' },
  notTheirQueue: { status: 409, sentence: 'The roles of this colleague do not serve the queue.' },
  notTheirSite: { status: 409, sentence: 'This colleague does not work at the site.' },
  licenceNeeded: { status: 409, sentence: 'This needs a pharmacist license of the state shipped to, in force today.' },
  languageNeeded: { status: 409, sentence: 'This needs somebody who speaks the language of the patient.' },
  skillNeeded: { status: 409, sentence: 'This needs a skill that is not recorded for them.' },
  assignmentChanged: { status: 409, sentence: 'What queues ask was changed meanwhile. Look at it again.' },
  assignmentImplausible: {
    status: 422,
    sentence: 'A queue here is not known, or a wish puts work back by more than two weeks.',
  },
  nothingHeld: { status: 409, sentence: 'You hold nothing that could be handed over.' },
  unknownHandOver: { status: 404, sentence: 'Nothing was handed to you so.' },
  unknownView: { status: 404, sentence: 'There is no such view of yours.' },
  sharingForLeads: { status: 403, sentence: 'A view is shared by a team lead or director.' },
  orderChanged: { status: 409, sentence: 'The order of work was changed meanwhile. Look at it again.' },
  orderChangePending: { status: 409, sentence: 'Another change of the order is not done yet.' },
  orderUnchanged: { status: 409, sentence: 'These are the rules that hold already.' },
  orderInThePast: { status: 422, sentence: 'A new order begins now or later.' },
  weightsImplausible: { status: 422, sentence: 'A rule moves work forward by whole minutes, thirty days at most.' },
  noOrderChange: { status: 404, sentence: 'There is no such change that waits.' },
  staffOnly: { status: 403, sentence: 'Work is taken by people.' },
});
