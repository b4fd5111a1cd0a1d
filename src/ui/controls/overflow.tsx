/** A button that opens what a narrow line has no room for. */
import { type ReactNode, useId, useRef } from 'react';
import { Icon, type IconName } from '../icon.tsx';

/** Popovers stand in the top layer: below their button, or above it where there is no room below, and inside the window. */
export function placeBeside(button: HTMLElement | null, menu: HTMLElement | null): void {
  if (!button || !menu) return;
  const at = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const below = at.bottom + 4;
  const top = below + offsetHeight <= innerHeight - 8 ? below : at.top - 4 - offsetHeight;
  menu.style.left = `${Math.max(8, Math.min(at.right - offsetWidth, innerWidth - offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - offsetHeight - 8))}px`;
}

export function Overflow(props: { label: string; icon: IconName; children: ReactNode }): ReactNode {
  const { label, icon, children } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon"
        popoverTarget={id}
        aria-label={label}
        aria-haspopup="true"
        title={label}
      >
        <Icon name={icon} />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="menu overflow"
        onToggle={() => placeBeside(button.current, menu.current)}
      >
        {children}
      </div>
    </>
  );
}
