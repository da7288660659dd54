import type { ReactNode } from 'react';

// The stage runs on React 17, which mounts with `render`; the product's types are those of React 19 and lack it.
declare module 'react-dom' {
  export function render(node: ReactNode, container: Element): void;
}
