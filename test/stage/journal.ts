import { EventEmitter } from 'node:events';

/** One request by which a stand-in platform was asked to publish or change something. */
export interface JournalEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly platform: 'x' | 'facebook';
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** X: the last segment of the GraphQL path, or the REST path; Facebook: `fb_api_req_friendly_name`. */
  readonly operation: string;
  /** X: the id in the `twid` cookie; Facebook: `av`. Null when signed out. */
  readonly actor: string | null;
  /** What would be published, where the request holds a text. */
  readonly text?: string;
  /** The body as sent: JSON or form fields, with Facebook's `variables` parsed. */
  readonly body: unknown;
  /** Whether the operation publishes something, in the meaning design gives to the word. */
  readonly publishes: boolean;
  /** False when the platform refused it, as Facebook does when `av` is not who acts. */
  readonly accepted: boolean;
}

/**
 * Operations that publish: post, reply, comment, quote, repost, share, schedule and editing a published post.
 * Names: platform-facts, sections 2.2 and 3. Direct messages, deleting, cancelling and drafts are not among them.
 */
export const PUBLISHING_OPERATIONS: ReadonlySet<string> = new Set([
  'CreateTweet',
  'CreateNoteTweet',
  'CreateScheduledTweet',
  'EditScheduledTweet',
  'CreateRetweet',
  'ArticleEntityPublish',
  'ComposerStoryCreateMutation',
  'ComposerStoryCreateWebMutation',
  'ComposerStoryEditMutation',
  'ComposerStoryEditWebMutation',
  'CometReshareStoryCreateMutation',
  'useCometFeedToFeedReshare_FeedToFeedMutation',
  'useCometFeedToStoryReshare_FeedToStoryMutation',
  'useCometGroupReshareMutation',
  'ReelComposerReelPublishMutation',
  'useCometScheduledPostManualPublishMutation',
  'useCometUFICreateCommentMutation',
  'CometUFIEditCommentMutation',
]);

/** What the stand-in platforms were asked to do, in order. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #events = new EventEmitter<{ entry: [JournalEntry] }>().setMaxListeners(0);

  /** Everything recorded since the last clear, oldest first. */
  entries(): readonly JournalEntry[] {
    return [...this.#entries];
  }

  /** Only what publishes, refused requests included: a test that says "nothing left" looks here. */
  published(): readonly JournalEntry[] {
    return this.#entries.filter((entry) => entry.publishes);
  }

  /** Forgets everything. Waiters stay. */
  clear(): void {
    this.#entries.length = 0;
  }

  /** Records one request. */
  add(entry: Omit<JournalEntry, 'at' | 'publishes'>): JournalEntry {
    const recorded = { ...entry, at: Date.now(), publishes: PUBLISHING_OPERATIONS.has(entry.operation) };
    this.#entries.push(recorded);
    this.#events.emit('entry', recorded);
    return recorded;
  }

  /** Calls back for each new entry until the returned function is called. */
  onEntry(listener: (entry: JournalEntry) => void): () => void {
    this.#events.on('entry', listener);
    return () => this.#events.off('entry', listener);
  }

  /**
   * The first entry, already recorded or yet to come, that the predicate (or an operation's name) accepts.
   * Rejects after `ms` milliseconds, naming the operations that did arrive.
   */
  waitFor(wanted: string | ((entry: JournalEntry) => boolean), ms = 5_000): Promise<JournalEntry> {
    const matches = typeof wanted === 'string' ? (e: JournalEntry) => e.operation === wanted : wanted;
    const found = this.#entries.find(matches);
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        const seen = this.#entries.map((e) => e.operation).join(', ') || 'nothing';
        const what = typeof wanted === 'string' ? wanted : 'a matching request';
        reject(new Error(`the journal saw no ${what} within ${ms} ms; it holds: ${seen}`));
      }, ms);
      const stop = this.onEntry((entry) => {
        if (!matches(entry)) return;
        clearTimeout(timer);
        stop();
        resolve(entry);
      });
    });
  }
}
