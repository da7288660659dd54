/** What the browser's own notifications say when a notice starts, is updated or ends. */
export const backgroundEn = {
  'starts.blackout': 'Blackout: post nothing',
  'starts.corporate-lines-only': 'Corporate lines only',
  'starts.advice': 'Advice from Corporate Communications',
  'updated.blackout': 'Updated: blackout',
  'updated.corporate-lines-only': 'Updated: corporate lines only',
  'updated.advice': 'Updated: advice',
  'ends.blackout': 'The blackout has ended',
  'ends.corporate-lines-only': 'You may post more than the corporate lines again',
  'ends.advice': 'The advice has ended',
  exercise: 'EXERCISE: {what} (exercise only)',
  endsDo: 'Before you post, look at what is scheduled, what is pinned, and your tone.',
  otherLanguage: '{text} (in Welsh only)',
} as const;
