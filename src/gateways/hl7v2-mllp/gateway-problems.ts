import type { Problem } from '../../kernel/problem.ts';
import { hl7Problems } from '../../standards/hl7v2/hl7v2.ts';

/** The message is of a type that nothing here takes. Its code carries "unsupported message type" of HL7 table 0357. */
export const unsupportedType: Problem = {
  code: hl7Problems.notPharmacyOrder.code,
  where: 'MSH-9',
  severity: 'error',
  text: 'Messages of this type are not taken here.',
};

/** Training and debugging messages never become care. */
export const notProduction: Problem = {
  code: 'mllp.not-production',
  where: 'MSH-11',
  severity: 'error',
  text: 'Only production messages (MSH-11 P) are taken here.',
};

/** The sender calls itself something that its connection does not prove. */
export const senderNotAllowed: Problem = {
  code: 'mllp.sender-not-allowed',
  where: 'MSH-3',
  severity: 'error',
  text: 'This connection does not belong to the sender that the message names.',
};

/** The number of the message was used before with another body. */
export const controlIdReused: Problem = {
  code: 'mllp.control-id-reused',
  where: 'MSH-10',
  severity: 'error',
  text: 'This control id was used before with another message.',
};

/** The frame ended before the message did. */
export const frameIncomplete: Problem = {
  code: 'mllp.frame-incomplete',
  where: 'MSH',
  severity: 'error',
  text: 'The frame has no end byte, so the message may be cut off.',
};

/** Something broke on our side; the message is kept and tried again. */
export const applicationFault: Problem = {
  code: 'mllp.application-fault',
  where: 'MSH',
  severity: 'error',
  text: 'The message is stored but could not be applied. Send it again later.',
};
