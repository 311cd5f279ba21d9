import { type HttpMessage, type HttpReply, sendHttps } from './send-https.ts';

/** Sends a SCRIPT message as an e-prescribing network does, and returns the Status, Verify or Error that answers it. */
export function sendScript(message: Omit<HttpMessage, 'contentType'>): Promise<HttpReply> {
  return sendHttps({ ...message, contentType: 'application/xml' });
}
