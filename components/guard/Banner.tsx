import { useLayoutEffect, useRef, useState } from 'react';
import { formatTime } from '../../lib/i18n/time';
import { localize } from '../../lib/i18n/translate';
import type { ApplicableNotice } from '../../lib/notices/applicable';
import { Button } from '../ui/Button';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { bannerRect, placeBanner, roomAt, SLIM_HEIGHT } from './banner-place';
import { Contacts } from './Contacts';
import type { Layout } from './composer-rects';
import { useBoardWords, useGuard, useSession, useWords } from './guard-context';
import { accountOf, type GuardState, isRemoved, removalsOf } from './guard-store';
import { Icon, type IconKind } from './Icon';
import { NoticeCard } from './NoticeCard';
import { iconOf, type Tone, titleOf, toneOf } from './notice-words';
import { Outstanding, PasswordAsk } from './Passwords';
import { Removals, useRemovalTitle } from './Removals';
import { ReportsCard } from './Reports';
import type { Rect } from './rect';
import { StandDown } from './StandDown';
import { useShown } from './use-shown';

/** Share of the viewport's height that an open banner may take; beyond it scrolls. */
const MAX_SHARE = 0.6;
/** Height in CSS pixels from which an open banner can be read, scrolling. */
const READABLE_HEIGHT = 160;

/** What the operator chose: to see the banner open or small. */
interface Choice {
  readonly topic: string;
  readonly open: boolean;
  /** What stood on the page then. */
  readonly obstacles: readonly Rect[];
}

/** What the banner is about, in one word; when it changes, a banner made small opens again. */
function topicOf(state: GuardState): string {
  const { notices, stoodDown, view } = state;
  const [first] = notices;
  const { board, undisclosed } = view.snapshot;
  return [
    first ? `${first.notice.identifier} ${first.phase}` : '',
    stoodDown?.identifier ?? '',
    view.passwordQuestion?.at ?? '',
    board.state === 'unknown' || board.state === 'expired' ? board.state : '',
    undisclosed?.length ?? '',
    ...removalsOf(state).map(({ id }) => id),
  ].join('|');
}

/** What the banner's first line says and how it looks. */
function useHead(): { tone: Tone; icon: IconKind; title: string; detail: string; lang?: string } {
  const { t, language } = useWords();
  const notices = useGuard((state) => state.notices);
  const stoodDown = useGuard((state) => state.stoodDown);
  const view = useGuard((state) => state.view);
  const data = useGuard((state) => state.data);
  const removalTitle = useRemovalTitle();
  const active = useGuard((state) => state.active);
  const isChecking = useGuard((state) => state.isChecking);
  const [first] = notices;
  const words = useBoardWords();
  if (first && (words.isKnown || toneOf(first) !== 'calm')) {
    const headline = localize(first.notice.headline, language);
    return {
      tone: toneOf(first),
      icon: iconOf(first),
      title: titleOf(first, t),
      detail: headline.text,
      lang: headline.language,
    };
  }
  if (!words.isKnown) return { tone: 'warn', icon: 'unknown', title: words.text, detail: '' };
  if (view.passwordQuestion) return { tone: 'warn', icon: 'advice', title: t('passwordAsk'), detail: '' };
  const removal = removalsOf({ data, view }).find((request) => !isRemoved(view, request));
  if (removal) return { tone: 'warn', icon: 'advice', title: removalTitle(removal), detail: '' };
  if (stoodDown) return { tone: 'warn', icon: 'done', title: t('stoodDown'), detail: '' };
  if (!isChecking) return { tone: 'warn', icon: 'unknown', title: words.text, detail: t('notChecking') };
  const outstanding = view.snapshot.outstanding.length;
  if (outstanding > 0) {
    return { tone: 'calm', icon: 'advice', title: words.text, detail: t('toReport', { count: outstanding }) };
  }
  const isChecked = active?.hasText && active.findings.length === 0;
  return { tone: 'calm', icon: 'calm', title: words.text, detail: isChecked ? t('noHints') : '' };
}

/** Properties of {@link Banner}. */
export interface BannerProps {
  readonly layout: Layout;
  /** Called with the place the banner takes, whenever that changes. */
  readonly onPlaced: (rect: Rect) => void;
}

/** What is in force, pinned on every guarded page, where it covers no editor and no Post button. */
export function Banner({ layout, onPlaced }: BannerProps) {
  const { t, language } = useWords();
  const { actions } = useSession();
  const topic = useGuard(topicOf);
  const head = useHead();
  const { viewport, obstacles } = layout;
  // The first line names it even where there is no room for more.
  useShown(useGuard(({ notices }) => notices[0]));
  const element = useRef<HTMLElement>(null);
  const [natural, setNatural] = useState(SLIM_HEIGHT);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [stay, setStay] = useState<{ readonly tone: Tone; readonly edge: 'top' | 'bottom' } | null>(null);

  // What the operator chose holds for the topic it was chosen on; a calm line is small from the start.
  const chosen = choice?.topic === topic ? choice : null;
  const hasNews = useGuard(({ view }) => Boolean(view.snapshot.undisclosed?.length));
  const wanted = chosen ? chosen.open : head.tone !== 'calm' || hasNews;
  const preferred = stay?.tone === head.tone ? stay.edge : head.tone === 'calm' ? 'bottom' : 'top';
  // While a hold notice speaks it has the room.
  const isHeld = useGuard((state) => state.view.held !== null);
  const place = placeBanner(viewport, wanted && !isHeld ? natural : SLIM_HEIGHT, obstacles, preferred);
  const edge = place.startsWith('top') ? 'top' : 'bottom';
  const isForced = place.endsWith('-slim');
  // Where it has no room it opens only by a press, and closes when the composers change place or another one comes.
  const isOpen = wanted && !isHeld && (!isForced || chosen?.obstacles === obstacles);
  const room = isForced ? roomAt(edge, viewport, obstacles) : 0;

  useLayoutEffect(() => {
    const banner = element.current;
    if (!banner) return;
    const measure = (): void => {
      const { height } = banner.getBoundingClientRect();
      if (isOpen && !isForced) setNatural(height);
      onPlaced(bannerRect(viewport, edge, height));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(banner);
    return () => observer.disconnect();
  }, [isOpen, isForced, edge, viewport, onPlaced]);

  useLayoutEffect(() => setStay({ tone: head.tone, edge }), [head.tone, edge]);

  const classes = [
    'surface',
    'banner',
    `banner--${head.tone}`,
    `banner--${edge}`,
    isOpen ? '' : 'banner--slim',
  ];
  return (
    <section
      ref={element}
      className={classes.filter(Boolean).join(' ')}
      style={{
        maxHeight: room >= READABLE_HEIGHT ? room : Math.max(SLIM_HEIGHT, viewport.height * MAX_SHARE),
      }}
      aria-label={t('region')}
      lang={language}
      data-surface="banner"
      tabIndex={-1}
    >
      <div className="banner__head">
        <Icon kind={head.icon} />
        <p className="banner__title">
          <strong>{head.title}</strong>
          {!isOpen && head.detail !== '' && (
            <span className="banner__detail" lang={head.lang} dir="auto">
              {head.detail}
            </span>
          )}
        </p>
        {!isHeld && (
          <Button
            variant="quiet"
            aria-expanded={isOpen}
            onPress={() => setChoice({ topic, open: !isOpen, obstacles })}
          >
            {isOpen ? t('shrink') : t('grow')}
          </Button>
        )}
        <LanguageSwitch language={language} onSwitch={actions.switchLanguage} />
      </div>
      {isOpen && <BannerBody title={head.title} />}
    </section>
  );
}

/** A further notice in one line. */
function Brief({ item }: { readonly item: ApplicableNotice }) {
  const { t, language } = useWords();
  useShown(item);
  const headline = localize(item.notice.headline, language);
  return (
    <p>
      <strong>{titleOf(item, t)}</strong> <bdi lang={headline.language}>{headline.text}</bdi>
    </p>
  );
}

function BannerBody({ title }: { readonly title: string }) {
  const { t, language } = useWords();
  const notices = useGuard((state) => state.notices);
  const stoodDown = useGuard((state) => state.stoodDown);
  const view = useGuard((state) => state.view);
  const now = useGuard((state) => state.now);
  const isChecking = useGuard((state) => state.isChecking);
  const [showsOthers, setShowsOthers] = useState(false);
  const [first, ...others] = notices;
  const { board } = view.snapshot;
  const words = useBoardWords();
  const account = accountOf(view);
  return (
    <div className="banner__body">
      {first && <NoticeCard key={first.notice.identifier} item={first} isFirst />}
      <Removals said={title} />
      <PasswordAsk />
      {stoodDown && <StandDown notice={stoodDown} />}
      {!words.isKnown && (
        <section className="section">
          {first && <p>{words.text}</p>}
          <p>{first ? t('stillHeld') : t('notKnownDo')}</p>
          <Contacts />
        </section>
      )}
      {others.length > 0 && (
        <Button variant="quiet" aria-expanded={showsOthers} onPress={() => setShowsOthers(!showsOthers)}>
          {t('otherNotices', { count: others.length })}
        </Button>
      )}
      {others.map((item) =>
        showsOthers ? (
          <NoticeCard key={item.notice.identifier} item={item} isFirst={false} />
        ) : (
          <Brief key={item.notice.identifier} item={item} />
        ),
      )}
      <ReportsCard />
      {!isChecking && <p className="section">{t('notChecking')}</p>}
      <Outstanding />
      <div className="section section--line muted">
        {words.isKnown && !first && <Contacts />}
        {board.problem !== undefined && board.problem !== 'clock' && board.problem !== 'heartbeat' && (
          <p>{t('refused')}</p>
        )}
        <p>
          {account && (
            <>
              {t('guarded')} <bdi>{account.name}</bdi>.{' '}
            </>
          )}
          {first && words.isKnown && board.signedAt !== undefined && (
            <>{t('signed', { time: formatTime(Date.parse(board.signedAt), language, now) })} </>
          )}
          {first && words.clearAt !== undefined && (
            <>{t('checked', { time: formatTime(words.clearAt, language, now) })} </>
          )}
          {t('keys')}.
        </p>
      </div>
    </div>
  );
}
