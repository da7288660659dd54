const PUBLISHING_INTENTS = [
  'post',
  'reply',
  'quote',
  'repost',
  'share',
  'schedule',
  'edit',
  'story',
  'reel',
  'live',
] as const;
/** Everything that pressing a control can do, as far as Cordon tells. */
export const INTENTS = [
  ...PUBLISHING_INTENTS,
  'direct-message',
  'delete',
  'block',
  'leave-group',
  'change-password',
  'edit-bio',
] as const;
/** What pressing a control would do. */
export type Intent = (typeof INTENTS)[number];

const PUBLISHING: ReadonlySet<Intent> = new Set<Intent>(PUBLISHING_INTENTS);

/** Whether an intent publishes something. Direct messages, deleting and saving drafts never do. */
export function isPublishing(intent: Intent): boolean {
  return PUBLISHING.has(intent);
}

/** Whether an intent passes on somebody's existing post. */
export function isReshare(intent: Intent): boolean {
  return intent === 'repost' || intent === 'quote' || intent === 'share';
}

/** The post that a reply or reshare is about, as far as the page tells. */
export interface Target {
  /** Handle of its author, without @ (X). */
  readonly author?: string;
  /** Its address, absolute or as a path. */
  readonly post?: string;
}
