import type { PlatformId } from '../platforms/hosts';

/** What the words are about to become. A repost and a quote carry their source with them. */
export type CheckIntent =
  | 'post'
  | 'reply'
  | 'comment'
  | 'quote'
  | 'repost'
  | 'share'
  | 'story'
  | 'reel'
  | 'live'
  | 'schedule'
  | 'edit'
  | 'edit-bio';

/** What the engine may know beside the draft. */
export interface CheckContext {
  readonly platform: PlatformId;
  /** Milliseconds since the epoch; decides whether a campaign's hashtag is in season. */
  readonly now: number;
  /** `post` when left out. */
  readonly intent?: CheckIntent;
}
