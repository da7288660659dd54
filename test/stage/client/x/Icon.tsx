import { ICONS, type IconName } from '../icons';

/** A drawing beside or instead of words; those who listen hear the label of what holds it. */
export function Icon(props: { readonly name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" className="svg" aria-hidden="true">
      <g>
        <path d={ICONS[props.name]} />
      </g>
    </svg>
  );
}
