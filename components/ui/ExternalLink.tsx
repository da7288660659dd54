import type { ReactNode } from 'react';

/** A link that opens beside the page, so that nothing written on it is lost. Only https addresses are linked. */
export function ExternalLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  if (!href.startsWith('https://')) return <span>{children}</span>;
  return (
    <a className="link" href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
