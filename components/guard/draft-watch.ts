import type { CheckContext, CheckIntent, Engine } from '../../lib/checks/engine';
import { type Finding, modeStrength, summarise } from '../../lib/checks/finding';
import { followDrafts } from '../../lib/drafts/follow';
import { createHighlights, type Mark } from '../../lib/drafts/highlights';
import { rangeFor } from '../../lib/drafts/range-for';
import { type DraftText, readDraft } from '../../lib/drafts/read-draft';
import type { DraftVerdict } from '../../lib/gate/decide';
import type { Intent } from '../../lib/gate/intent';
import type { Composer, Platform } from '../../lib/platforms/platform';
import type { CheckedComposer, GuardStore, PlacedFinding } from './guard-store';

/** One editor as it was last read. */
interface Reading {
  readonly draft: DraftText;
  readonly findings: readonly Finding[];
  readonly intent: Intent;
  /** The engine that judged it: another register makes another engine. */
  readonly engine: Engine;
}

/** Characters of a draft that the panel quotes for one finding; ours, one line of it. */
const EXCERPT_LIMIT = 60;

/** What following drafts needs. */
export interface DraftWatchOptions {
  readonly document: Document;
  readonly platform: Platform;
  readonly store: GuardStore;
  readonly engine: () => Engine;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Checks drafts while they are written. */
export interface DraftWatch {
  /** What the checks ask of a composer at this moment, read from the page and not from memory. */
  judge(composer: Composer): DraftVerdict;
  /** Reads everything again, with a new engine. */
  recheck(): void;
}

/** Follows the page's drafts until the signal ends: reads, checks, marks, and puts the findings into the store. */
export function watchDrafts(options: DraftWatchOptions): DraftWatch {
  const { document, platform, store, engine, now, signal } = options;
  const highlights = createHighlights(document);
  let readings = new WeakMap<HTMLElement, Reading>();
  let composers: readonly Composer[] = [];

  const read = (editor: HTMLElement, intent: Intent): Reading => {
    const draft = readDraft(editor);
    const known = readings.get(editor);
    const judged = engine();
    const same = known?.draft.text === draft.text && known.intent === intent && known.engine === judged;
    const findings = same ? known.findings : judged.check(draft.text, contextOf(platform, intent, now()));
    const reading = { draft, findings, intent, engine: judged };
    readings.set(editor, reading);
    return reading;
  };

  const onChange = (next: readonly Composer[], edited: ReadonlySet<HTMLElement>, moved: boolean): void => {
    composers = next;
    const before = store.getState();
    const checked = next.map((composer) => {
      const parts = composer.editors.map((editor) => {
        const known = readings.get(editor);
        const fresh = known && known.intent === composer.intent && !edited.has(editor);
        return fresh ? known : read(editor, composer.intent);
      });
      return reuse(before.composers, collect(composer, parts));
    });
    publish(checked, moved);
  };

  const publish = (checked: readonly CheckedComposer[], moved: boolean): void => {
    const before = store.getState();
    const active = findActive(checked, before.active, document.activeElement);
    // A new list although its members are the same has the layout measured anew: a box for messages came or went.
    const sameList =
      !moved &&
      checked.length === before.composers.length &&
      checked.every((item, index) => item === before.composers[index]);
    const { answered } = before;
    // Once the composer is empty or gone the post has left, and there is nothing to press again.
    const pressed =
      answered && before.composers.find(({ composer }) => belongs(answered.press.control, composer));
    const left = pressed?.hasText && !checked.some((item) => item.hasText && sharesEditor(item, pressed));
    const isComposing = checked.some(hasFocus) || (checked.length > 0 && before.isComposing);
    if (!sameList || active !== before.active || left || isComposing !== before.isComposing) {
      const chosen = active === before.active ? before.chosen : null;
      store.setState({
        composers: sameList ? before.composers : checked,
        active,
        isComposing,
        chosen,
        ...(left ? { answered: null } : {}),
      });
    }
    mark();
  };

  /** Draft.js re-creates its nodes, so ranges are made anew after each change. */
  const mark = (): void => {
    const { composers: checked, active, chosen } = store.getState();
    const marks: Mark[] = [];
    for (const item of checked) {
      item.findings.forEach(({ finding, editor }, index) => {
        const element = item.composer.editors[editor];
        const reading = element && readings.get(element);
        const range = reading && rangeFor(reading.draft, finding.start, finding.end);
        if (!range) return;
        marks.push({ range, kind: modeStrength(finding.mode) > 0 ? 'asking' : 'hint' });
        if (item === active && index === chosen) marks.push({ range, kind: 'chosen' });
      });
    }
    highlights.show(marks);
  };

  followDrafts({
    document,
    findComposers: () => platform.findComposers({ document, url: new URL(document.location.href) }),
    onChange,
    signal,
  });
  document.addEventListener(
    'focusin',
    () => {
      const { composers: checked, active, isComposing } = store.getState();
      const next = findActive(checked, active, document.activeElement);
      if (next !== active) store.setState({ active: next, chosen: null });
      if (!isComposing && checked.some(hasFocus)) store.setState({ isComposing: true });
    },
    { capture: true, signal },
  );
  const stopListening = store.subscribe((state, before) => {
    if (state.chosen !== before.chosen) mark();
  });
  signal.addEventListener('abort', () => {
    stopListening();
    highlights.close();
  });

  return {
    judge(composer) {
      const findings = composer.editors.flatMap((editor) => read(editor, composer.intent).findings);
      // Only what asks something is on the record; a hint asks nothing.
      const asking = findings.filter(({ mode }) => modeStrength(mode) > 0);
      const { worst, rules } = summarise(asking.length > 0 ? asking : findings);
      return { mode: worst, rules };
    },
    recheck() {
      readings = new WeakMap();
      onChange(composers, new Set(), false);
    },
  };
}

const CHECKED: ReadonlySet<string> = new Set<CheckIntent>([
  'post',
  'reply',
  'quote',
  'repost',
  'share',
  'story',
  'reel',
  'live',
  'schedule',
  'edit',
  'edit-bio',
]);
const isChecked = (intent: Intent): intent is Intent & CheckIntent => CHECKED.has(intent);

function contextOf(platform: Platform, intent: Intent, now: number): CheckContext {
  return { platform: platform.id, now, ...(isChecked(intent) ? { intent } : {}) };
}

/** Whether the operator writes in a composer now. */
const hasFocus = ({ composer }: CheckedComposer): boolean =>
  composer.editors.some((editor) => editor.contains(editor.ownerDocument.activeElement));

/** A thread's findings as one list, ranked like an editor's own. */
function collect(composer: Composer, parts: readonly Reading[]): CheckedComposer {
  const findings = parts.flatMap(({ findings: own, draft }, editor) =>
    own.map((finding): PlacedFinding => ({ finding, editor, excerpt: excerptOf(draft.text, finding) })),
  );
  if (parts.length > 1) {
    findings.sort((a, b) => b.finding.severity - a.finding.severity || a.editor - b.editor);
  }
  return { composer, findings, hasText: parts.some(({ draft }) => draft.text.trim() !== '') };
}

function excerptOf(text: string, { start, end }: Finding): string {
  const words = text.slice(start, end).replace(/\s+/g, ' ').trim();
  // Cut by code points, so that an emoji is not cut in two.
  const points = Array.from(words);
  return points.length > EXCERPT_LIMIT ? `${points.slice(0, EXCERPT_LIMIT).join('')}…` : words;
}

/** The earlier object where nothing changed that is shown, so that nothing is rendered for a harmless letter. */
function reuse(before: readonly CheckedComposer[], next: CheckedComposer): CheckedComposer {
  const twin = before.find((item) => sharesEditor(item, next));
  if (!twin || twin.hasText !== next.hasText || twin.findings.length !== next.findings.length) return next;
  const { composer: old } = twin;
  const { composer } = next;
  if (old.surface !== composer.surface || old.submit !== composer.submit || old.intent !== composer.intent)
    return next;
  if (old.editors.length !== composer.editors.length) return next;
  if (!composer.editors.every((editor, index) => editor === old.editors[index])) return next;
  const same = next.findings.every((item, index) => {
    const other = twin.findings[index];
    return (
      other !== undefined &&
      other.editor === item.editor &&
      other.excerpt === item.excerpt &&
      other.finding.rule === item.finding.rule &&
      other.finding.start === item.finding.start &&
      other.finding.end === item.finding.end
    );
  });
  return same ? twin : next;
}

const sharesEditor = (a: CheckedComposer, b: CheckedComposer): boolean =>
  a.composer.editors.some((editor) => b.composer.editors.includes(editor));

const belongs = (control: Element, { surface, submit, editors }: Composer): boolean =>
  submit === control || surface.contains(control) || editors.some((editor) => editor === control);

/** The composer with the focus; else the one that was active; else the last that has findings, or the last. */
function findActive(
  checked: readonly CheckedComposer[],
  before: CheckedComposer | null,
  focused: Element | null,
): CheckedComposer | null {
  return (
    checked.find(({ composer }) => composer.editors.some((editor) => editor.contains(focused))) ??
    (before && checked.find((item) => sharesEditor(item, before))) ??
    checked.findLast(({ findings }) => findings.length > 0) ??
    checked[checked.length - 1] ??
    null
  );
}
