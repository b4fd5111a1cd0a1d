import { type ReactNode, type RefObject, useEffect } from 'react';

/**
 * A dialog over everything else, open as long as it stands. Escape, and a click beside it, close it.
 *
 * @param labelledBy The id of its heading.
 * @param closed Is told that it is closed: take it away.
 */
export function Modal(props: {
  dialog: RefObject<HTMLDialogElement | null>;
  className: string;
  labelledBy: string;
  closed(): void;
  children: ReactNode;
}): ReactNode {
  const { dialog, className, labelledBy, closed, children } = props;
  useEffect(() => dialog.current?.showModal(), [dialog]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape for it
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={labelledBy}
      onClose={closed}
      onClick={(event) => {
        // A click beside the dialog is one on its backdrop.
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      {children}
    </dialog>
  );
}
