/** A button that opens a menu in the top layer. */
import { type ReactNode, type RefObject, useId, useRef } from 'react';
import { Icon, type IconName } from '../icon.tsx';

/** Below the button, or above it where there is no room below, and inside the window. */
function place(button: HTMLElement | null, menu: HTMLElement | null): void {
  if (!button || !menu) return;
  const at = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const below = at.bottom + 4;
  const top = below + offsetHeight <= innerHeight - 8 ? below : at.top - 4 - offsetHeight;
  menu.style.left = `${Math.max(8, Math.min(at.right - offsetWidth, innerWidth - offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - offsetHeight - 8))}px`;
}

/** @param props.menu Is given the menu, for those who close it or look for what is in it. */
export function PopoverButton(props: {
  label: string;
  icon: IconName;
  className?: string;
  menu?: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}): ReactNode {
  const { label, icon, className = 'menu', children } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const own = useRef<HTMLDivElement>(null);
  const menu = props.menu ?? own;
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
        className={className}
        onToggle={() => place(button.current, menu.current)}
      >
        {children}
      </div>
    </>
  );
}
