/** What the sentinel says by itself, without the guard: that a page is not protected, and why. */
export const sentinelEn = {
  notProtecting: 'Cordon is not protecting this page.',
  'reason.unguarded-host':
    'Cordon does not guard this part of the platform yet. Use the main site for official posts.',
  'reason.no-identity': 'Cordon cannot tell which account is in use. Reload the page before you post.',
  'reason.no-controls': 'Cordon does not recognise the controls on this page, so it cannot hold a post here.',
  'reason.unknown-composer':
    'Cordon does not recognise this kind of post box, so it cannot hold a post here.',
  'reason.not-started': 'Cordon could not read what is in force. Reload the page before you post.',
  orphaned: 'Cordon was updated or switched off, and no longer protects this page. Reload it.',
  conflict: 'Cordon sees signs of two accounts here ({signs}). Reload the page before you post.',
  notKnown: 'It is not known what is in force.',
  noGuard:
    'Cordon’s panel did not open on this page. A blackout still holds posts, but drafts are not checked. Reload the page.',
  understood: 'I understand',
  held: 'Not posted. A blackout is in force, and Cordon cannot tell which account is in use.',
  heldNoGuard: 'Not posted: {headline}',
  riskToLife: 'Risk to life: let my next press through',
  notOfficial: 'This is not an official account',
  reload: 'Reload the page',
  close: 'Close',
} as const;
