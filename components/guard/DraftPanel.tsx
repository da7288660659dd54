import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { keptRects, type Layout, surfaceRect } from './composer-rects';
import { FindingItem } from './FindingItem';
import { useGuard, useSession, useWords } from './guard-context';
import type { CheckedComposer } from './guard-store';
import { LinesFirst } from './LinesFirst';
import { type LinesFirst as Lines, linesFirst } from './lines-first';
import { CHIP, placePanel } from './panel-place';
import type { Rect } from './rect';

/** Findings shown at once (design, promise 8: few); the rest on demand. */
const SHOWN = 5;
/** Width in CSS pixels where there is room for it. */
const WIDTH = 320;
/** Height in CSS pixels of the upper and lower border. */
const BORDERS = 2;

/** Properties of {@link DraftPanel}. */
export interface DraftPanelProps {
  readonly layout: Layout;
  /** The part of the viewport that the banner leaves. */
  readonly area: Rect;
}

/** What belongs beside the draft in hand: the corporate lines while a notice is in force, and the findings. */
export function DraftPanel({ layout, area }: DraftPanelProps) {
  const { actions } = useSession();
  const active = useGuard((state) => state.active);
  const view = useGuard((state) => state.view);
  const notices = useGuard((state) => state.notices);
  const data = useGuard((state) => state.data);
  const isComposing = useGuard((state) => state.isComposing);
  const lines = useMemo(
    () => linesFirst({ isComposing, notices, data, view }),
    [isComposing, notices, data, view],
  );
  // Answered here at once; the background's word follows.
  const [looked, setLooked] = useState<readonly string[]>([]);
  // The hold notice lists what is asked; two lists of the same would only be in each other's way.
  if (!active || view.held || (active.findings.length === 0 && !lines)) return null;
  const unseen = lines?.unseen.filter((identifier) => !looked.includes(identifier)) ?? [];
  const onSeen = (): void => {
    actions.linesSeen(unseen);
    setLooked([...looked, ...unseen]);
  };
  return (
    <Panel
      // Once there is something else to look at it opens again.
      key={unseen.join()}
      active={active}
      lines={lines && { ...lines, unseen }}
      onSeen={onSeen}
      layout={layout}
      area={area}
    />
  );
}

interface PanelProps extends DraftPanelProps {
  readonly active: CheckedComposer;
  readonly lines: Lines | null;
  readonly onSeen: () => void;
}

function Panel({ active, lines, onSeen, layout, area }: PanelProps) {
  const { t, language } = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const [choice, setChoice] = useState<boolean | null>(null);
  // Where there is no room the panel opens over the page by a press, until the composers change.
  const [openedOn, setOpenedOn] = useState<Layout | null>(null);
  const inner = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState<{ readonly findings: unknown; readonly height: number } | null>(
    null,
  );
  const { composer, findings } = active;
  const kept = keptRects(active);
  const surface = surfaceRect(active, layout.viewport) ?? area;
  // The whole list's height, even while a chip stands for it; a list not yet measured is shown to be measured.
  const height = measured?.findings === findings ? measured.height : 0;
  const place = placePanel(
    area,
    { width: WIDTH, height: Math.max(height + BORDERS, CHIP.height) },
    surface,
    kept,
  );
  const isUnseen = lines !== null && lines.unseen.length > 0;
  const isAboutLines = isUnseen || findings.length === 0;
  const isSmall = choice ?? (isAboutLines && !isUnseen);
  const isChip = isSmall || (place.kind === 'chip' && openedOn !== layout);
  const shown = showsAll ? findings : findings.slice(0, SHOWN);
  const title = t(isAboutLines ? 'lines' : 'hintsTitle');

  useLayoutEffect(() => {
    const list = inner.current;
    if (!list || isChip) return;
    const measure = (): void =>
      setMeasured({ findings, height: Math.ceil(list.getBoundingClientRect().height) });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(list);
    return () => observer.disconnect();
  }, [findings, isChip]);

  const open = (): void => {
    setChoice(false);
    setOpenedOn(layout);
  };
  const shrink = (): void => {
    setChoice(true);
    setOpenedOn(null);
  };

  const full =
    place.kind === 'chip'
      ? {
          left: area.left + 8,
          top: area.top + 8,
          width: area.right - area.left - 16,
          maxHeight: area.bottom - area.top - 16,
        }
      : place;
  const chip = placePanel(area, CHIP, surface, kept);
  const { left, top, width, maxHeight } = isChip ? { ...chip, width: CHIP.width } : full;
  return (
    <section
      className={isChip ? 'surface panel panel--chip' : 'surface panel'}
      style={
        isChip ? { left, top, minWidth: width, maxHeight: CHIP.height } : { left, top, width, maxHeight }
      }
      aria-label={title}
      lang={language}
      data-surface="panel"
      tabIndex={-1}
    >
      <div ref={inner}>
        {isChip ? (
          <Button variant="quiet" aria-expanded={false} onPress={open}>
            {isAboutLines ? title : t('hints', { count: findings.length })}
          </Button>
        ) : (
          <>
            <div className="panel__head">
              <h2 className="panel__title">
                {title} {!isAboutLines && <span className="muted">({findings.length})</span>}
              </h2>
              <Button variant="quiet" onPress={shrink}>
                {t('shrink')}
              </Button>
            </div>
            {lines && <LinesFirst lines={lines} isAlone={findings.length === 0} onSeen={onSeen} />}
            <ul className="list">
              {shown.map((item, index) => (
                <FindingItem
                  key={`${item.editor} ${item.finding.rule} ${item.excerpt}`}
                  item={item}
                  index={index}
                  post={composer.editors.length > 1 ? item.editor + 1 : undefined}
                />
              ))}
            </ul>
            {findings.length > shown.length && (
              <Button variant="quiet" onPress={() => setShowsAll(true)}>
                {t('andMore', { count: findings.length - shown.length })}
              </Button>
            )}
            {findings.length > 0 && <p className="muted panel__foot">{t('tone')}</p>}
            <p className="muted panel__foot">{t('keys')}</p>
          </>
        )}
      </div>
    </section>
  );
}
