import type { browser } from './browser';
import type { Protocol } from './protocol';

type Name = keyof Protocol;
type Data<N extends Name> = Parameters<Protocol[N]>[0];
type Result<N extends Name> = ReturnType<Protocol[N]>;

/** Who sent a message, as the browser says it. */
export interface MessageSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

/** The form of a message on its way. */
interface Envelope {
  readonly cordon: string;
  readonly data: unknown;
}

type Answer = { readonly ok: unknown } | { readonly error: string };

/** Sends and answers messages between Cordon's contexts. */
export interface Messenger {
  /**
   * Sends a message to the background, or to a tab's sentinel when `tabId` is given. Rejects when nobody is there to
   * answer, and with the other side's error.
   */
  sendMessage<N extends Name>(name: N, data: Data<N>, tabId?: number): Promise<Result<N>>;
  /**
   * Answers one kind of message; call the result to stop. `data` is what came, unread: the background reads it with
   * lib/messages/serve.ts, and messages to a page's sentinel carry none.
   */
  onMessage<N extends Name>(
    name: N,
    answer: (data: unknown, sender: MessageSender) => Result<N> | Promise<Result<N>>,
  ): () => void;
}

const isEnvelope = (message: unknown): message is Envelope =>
  typeof message === 'object' && message !== null && 'cordon' in message;

/**
 * Makes a messenger over the browser's own messages. A library for this costs the sentinel a tenth of its size, and
 * the polyfill a fifth: answers therefore go by callback, which every browser understands without one.
 */
export function createMessenger(api: Pick<typeof browser, 'runtime' | 'tabs'>): Messenger {
  return {
    async sendMessage<N extends Name>(name: N, data: Data<N>, tabId?: number): Promise<Result<N>> {
      const envelope: Envelope = { cordon: name, data };
      const answer: Answer | undefined =
        tabId === undefined
          ? await api.runtime.sendMessage(envelope)
          : await api.tabs.sendMessage(tabId, envelope, { frameId: 0 });
      if (!answer) throw new Error(`${name}: no answer`);
      if ('error' in answer) throw new Error(answer.error);
      return answer.ok as Result<N>; // both ends are this extension's own, built together
    },
    onMessage(name, answer) {
      const listener = (
        message: unknown,
        sender: MessageSender,
        respond: (answer: Answer) => void,
      ): true | undefined => {
        if (!isEnvelope(message) || message.cordon !== name) return undefined;
        new Promise((resolve) => resolve(answer(message.data, sender))).then(
          (ok) => respond({ ok: ok ?? null }),
          (error: unknown) => respond({ error: String(error) }),
        );
        return true;
      };
      api.runtime.onMessage.addListener(listener);
      return () => api.runtime.onMessage.removeListener(listener);
    },
  };
}
