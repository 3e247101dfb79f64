/** Reads an answer's body as text, no larger than allowed. */
import { ClientError } from './errors.ts';

/** @throws ClientError `malformed` beyond `maxBytes`; what the platform throws when the connection breaks. */
export async function readBody(reply: Response, maxBytes: number): Promise<string> {
  const tooLarge = () => new ClientError('malformed', `the answer is larger than ${maxBytes} bytes`);
  if (Number(reply.headers.get('content-length') ?? 0) > maxBytes) {
    await reply.body?.cancel();
    throw tooLarge();
  }
  if (reply.body === null) return '';
  const reader = reply.body.getReader();
  const decoder = new TextDecoder();
  let length = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
