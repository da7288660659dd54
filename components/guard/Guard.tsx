import { useState } from 'react';
import { Announcer } from './Announcer';
import { AnsweredNote } from './AnsweredNote';
import { Banner } from './Banner';
import { useLayout } from './composer-rects';
import { DraftPanel } from './DraftPanel';
import { HoldNotice } from './HoldNotice';
import type { Rect } from './rect';

/** All of the guard's surfaces on one page. */
export function Guard() {
  const layout = useLayout();
  const { width, height } = layout.viewport;
  const [banner, setBanner] = useState<Rect | null>(null);
  const isAtTop = banner !== null && banner.top === 0;
  const area: Rect = {
    left: 0,
    top: isAtTop ? banner.bottom : 0,
    right: width,
    bottom: banner && !isAtTop ? banner.top : height,
  };
  return (
    <>
      <Banner layout={layout} onPlaced={setBanner} />
      <DraftPanel layout={layout} area={area} />
      <HoldNotice area={area} />
      <AnsweredNote area={area} />
      <Announcer />
    </>
  );
}
