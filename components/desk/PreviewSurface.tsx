import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { KnownAccount } from '../../lib/accounts/types';
import type { Board, Notice } from '../../lib/board/schema';
import type { HeldPress, View } from '../../lib/gate/bridge';
import { decide } from '../../lib/gate/decide';
import type { Language, Snapshot } from '../../lib/messages/snapshot';
import { Banner } from '../guard/Banner';
import guardStyles from '../guard/guard.css?inline';
import { GuardContext } from '../guard/guard-context';
import type { GuardActions, GuardSession } from '../guard/guard-session';
import { createGuardStore } from '../guard/guard-store';
import { HoldNotice } from '../guard/HoldNotice';
import controlStyles from '../ui/controls.css?inline';
import tokenStyles from '../ui/tokens.css?inline';

/** Properties of {@link PreviewSurface}. */
export interface PreviewSurfaceProps {
  readonly kind: 'banner' | 'hold';
  readonly language: Language;
  readonly scheme: 'light' | 'dark';
  readonly board: Board;
  readonly notice: Notice;
  /** An account that the notice reaches; a made-up one when it reaches none. */
  readonly account: KnownAccount | null;
}

/** What holds the guard's own surfaces in place of the corners of a platform's page. */
const PLACED = `
:host { position: static !important; display: block !important; width: auto !important; height: auto !important; }
.surface { position: static; width: auto !important; max-height: none !important; box-shadow: none; }
.banner--calm.banner--slim { max-width: none; }
`;

const WHERE = { width: 900, height: 2_000 } as const;
const LAYOUT = { viewport: WHERE, obstacles: [] } as const;
const AREA = { left: 0, top: 0, right: WHERE.width, bottom: WHERE.height } as const;

/** The guard's own banner or hold notice, made of the same parts as on a platform's page; its buttons do nothing. */
export function PreviewSurface(props: PreviewSurfaceProps) {
  const { kind, scheme } = props;
  const host = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  // The session is made once for what is previewed; the page around gives another key for another notice.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const session = useMemo(() => previewSession(props), []);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      inScheme([tokenStyles, controlStyles, guardStyles, PLACED].join('\n'), scheme) +
        `\n:host { color-scheme: ${scheme} !important; }`,
    );
    shadow.adoptedStyleSheets = [sheet];
    setRoot(shadow);
  }, [scheme]);
  return (
    // The hold notice takes the focus where it really appears; here it must not.
    <div ref={host} className="preview" inert={kind === 'hold'} data-desk={`preview-${kind}`}>
      {root &&
        createPortal(
          <GuardContext value={session}>
            {kind === 'banner' ? <Banner layout={LAYOUT} onPlaced={ignore} /> : <HoldNotice area={AREA} />}
          </GuardContext>,
          root,
        )}
    </div>
  );
}

/** The styles as they are in one colour scheme, whatever this page's own is. */
function inScheme(styles: string, scheme: 'light' | 'dark'): string {
  return styles.replace(/\(prefers-color-scheme:\s*dark\)/g, scheme === 'dark' ? 'all' : 'not all');
}

const ignore = (): void => undefined;

const NO_ACTIONS: GuardActions = {
  answer: ignore,
  acknowledgeNotice: ignore,
  noteShown: ignore,
  linesSeen: ignore,
  removalDone: ignore,
  reportsShown: ignore,
  answerPassword: ignore,
  switchLanguage: ignore,
  closeStandDown: ignore,
  choose: ignore,
  closeAnswered: ignore,
};

function previewSession({ kind, language, board, notice, account }: PreviewSurfaceProps): GuardSession {
  const now = Date.parse(notice.sent);
  const acting: KnownAccount = account ?? {
    key: 'preview',
    platform: 'x',
    kind: 'login',
    ids: [],
    name: board.force.name[language] ?? board.force.id,
  };
  const snapshot: Snapshot = {
    version: 1,
    force: board.force.id,
    language,
    everConfirmed: true,
    accounts: [acting],
    notices: [notice],
    board: { state: 'file', signedAt: notice.sent },
    acknowledged: [],
    outstanding: [],
  };
  const view: View = {
    snapshot,
    identity: { status: 'confirmed', account: acting, evidence: [] },
    standing: 'registered',
    health: { state: 'protecting', found: {} },
    held: kind === 'hold' ? heldBy(snapshot, acting, now) : null,
    passwordQuestion: null,
    releasedUntil: null,
  };
  const store = createGuardStore(view, now);
  store.setState({
    data: {
      version: 1,
      forceName: board.force.name,
      hashtags: [],
      contacts: board.contacts,
      corporateAccounts: board.corporateAccounts,
      contactGroups: board.contactGroups,
      removals: [],
      reporting: 'relay',
    },
  });
  return {
    store,
    actions: NO_ACTIONS,
    scheduledUrl: 'https://x.com/compose/post/unsent/scheduled',
    findOpeners: () => [],
  };
}

/** What the gate would answer to a press on Post; null where it would let it pass. */
function heldBy(snapshot: Snapshot, account: KnownAccount, now: number): HeldPress | null {
  const decision = decide(
    {
      snapshot,
      identity: { status: 'confirmed', account, evidence: [] },
      standing: 'registered',
      platform: account.platform,
    },
    { intent: 'post', draft: '', verdict: { mode: null, rules: [] } },
    { notices: new Map(), findings: new Set(), notKnown: false, notOfficial: false },
    now,
  );
  if (decision.pass) return null;
  return { serial: 1, intent: 'post', decision, control: document.createElement('button'), releasable: true };
}
