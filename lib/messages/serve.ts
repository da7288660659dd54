import * as v from 'valibot';
import { browser } from './browser';
import { onMessage, type Protocol } from './protocol';
import { MESSAGES, PAGES_ONLY } from './receive';

type Name = keyof typeof MESSAGES;
type Data<N extends Name> = v.InferOutput<(typeof MESSAGES)[N]>;

/** Where a message came from. */
export interface Sender {
  /** The tab of a platform's page; absent for Cordon's own pages in the popup. */
  readonly tabId?: number;
}

/** Thrown back to a sender whose message was not acceptable. */
export class RefusedMessage extends Error {
  override readonly name = 'RefusedMessage';
}

/**
 * Answers one kind of message: checks who sent it and what it holds, then calls `answer`.
 * Rejects with {@link RefusedMessage} to the sender otherwise.
 */
export function serve<N extends Name>(
  name: N,
  answer: (data: Data<N>, sender: Sender) => ReturnType<Protocol[N]> | Promise<ReturnType<Protocol[N]>>,
): void {
  onMessage(name, (data, sender) => {
    if (sender.id !== browser.runtime.id) throw new RefusedMessage('foreign sender');
    const fromOwnPage = sender.url?.startsWith(browser.runtime.getURL('')) ?? false;
    if (PAGES_ONLY.has(name) && !fromOwnPage) throw new RefusedMessage(`${name} is for Cordon's own pages`);
    const read = v.safeParse(MESSAGES[name], data);
    if (!read.success) throw new RefusedMessage(`${name}: ${v.getDotPath(read.issues[0]) ?? 'malformed'}`);
    const tabId = sender.tab?.id;
    // The schema was chosen by name; TypeScript does not carry that through the union.
    return answer(read.output as Data<N>, tabId === undefined ? {} : { tabId });
  });
}
