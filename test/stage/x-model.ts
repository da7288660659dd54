/** Shapes that the stand-in X's server and its page client share. Types only: both sides are bundled apart. */

/** A user as the page shows one. */
export interface XUser {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
}

/** A published post. */
export interface XPost {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly replyTo: string | null;
  readonly quoteOf: string | null;
  /** Ids of the users who reposted it. */
  readonly repostedBy: readonly string[];
  readonly likedBy: readonly string[];
}

/** A post to be published later. */
export interface XScheduled {
  readonly id: string;
  readonly text: string;
  readonly at: number;
}

/** A draft kept by autosave. */
export interface XDraft {
  readonly id: string;
  readonly text: string;
}

/** A group or one-to-one conversation, of the classic messages or of X Chat. */
export interface XConversation {
  readonly id: string;
  readonly name: string;
  readonly group: boolean;
  readonly messages: readonly { readonly authorId: string; readonly text: string }[];
}

/** All that the page shows to the account that acts. */
export interface XSnapshot {
  readonly me: XUser | null;
  readonly users: readonly XUser[];
  /** Every account signed in to this browser. */
  readonly accounts: readonly XUser[];
  /** Newest first. */
  readonly posts: readonly XPost[];
  readonly scheduled: readonly XScheduled[];
  readonly drafts: readonly XDraft[];
  readonly conversations: readonly XConversation[];
  readonly chats: readonly XConversation[];
  /** Whether changing accounts loads the page anew or happens in place. */
  readonly switching: 'reload' | 'in-place';
}
