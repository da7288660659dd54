/** Shapes that the stand-in Facebook's server and its page client share. Types only: both sides are bundled apart. */

/** A person or a Page. */
export interface FacebookActor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'login' | 'page';
}

/** A comment below a post. */
export interface FacebookComment {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
}

/** A post in the feed or in a group. */
export interface FacebookPost {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
  readonly groupId: string | null;
  readonly sharedId: string | null;
  readonly comments: readonly FacebookComment[];
}

/** Languages the stand-in Facebook speaks; the real one has Welsh as `cy_GB` and X has none. */
export type FacebookLanguage = 'en' | 'cy' | 'vi';

/** All that the page shows to the identity that acts. */
export interface FacebookSnapshot {
  /** The signed-in login. */
  readonly login: FacebookActor | null;
  /** Who acts, as this page was told when it loaded or switched. */
  readonly acting: FacebookActor | null;
  /** The identities the login can act as, itself included. */
  readonly profiles: readonly FacebookActor[];
  readonly actors: readonly FacebookActor[];
  readonly posts: readonly FacebookPost[];
  readonly language: FacebookLanguage;
  readonly switching: 'reload' | 'in-place';
  /** Whether the second step of a Page's post stands in the composer's own dialog or in another without form and editor. */
  readonly pageSteps: 'one-dialog' | 'two-dialogs';
}
