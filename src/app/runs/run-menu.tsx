/** What can be done with a whole run: duplicate, move, remove, another colour. */
import { type ReactNode, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useDocument, usePlayground } from '../../document/context.ts';
import { MAX_COLOUR, MAX_RUNS } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';
import { PopoverButton } from '../../ui/controls/popover-button.tsx';
import { Marker } from '../../ui/marker.tsx';

export function RunMenu({ index, name }: { index: number; name: string }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const menu = useRef<HTMLDivElement>(null);
  const count = usePlayground((state) => state.displays.length);
  const slot = usePlayground((state) => state.displays[index].slot);

  /** Does it, and then puts the focus on the menu of the run at `next`, which has been drawn by then. */
  const act = (action: () => void, next: number) => (): void => {
    const list = menu.current?.closest('ol');
    menu.current?.hidePopover();
    flushSync(action);
    list?.children[next]?.querySelector<HTMLElement>('[popovertarget]')?.focus();
  };

  return (
    <PopoverButton label={strings.runs.menu(name)} icon="more" menu={menu}>
      <button
        type="button"
        disabled={count >= MAX_RUNS}
        onClick={act(() => playground.duplicateRun(index), index + 1)}
      >
        {strings.runs.duplicate}
      </button>
      <button
        type="button"
        disabled={index === 0}
        onClick={act(() => playground.moveRun(index, index - 1), index - 1)}
      >
        {strings.runs.up}
      </button>
      <button
        type="button"
        disabled={index === count - 1}
        onClick={act(() => playground.moveRun(index, index + 1), index + 1)}
      >
        {strings.runs.down}
      </button>
      <button
        type="button"
        disabled={count <= 1}
        onClick={act(() => playground.removeRun(index), Math.min(index, count - 2))}
      >
        {strings.runs.remove}
      </button>
      <fieldset className="swatches">
        <legend>{strings.runs.colour}</legend>
        {Array.from({ length: MAX_COLOUR }, (_, k) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a colour is its number
            key={k}
            type="button"
            aria-pressed={k === slot % MAX_COLOUR}
            aria-label={`${strings.runs.colour} ${k + 1}`}
            onClick={() => playground.colourRun(index, k + 1)}
          >
            <Marker slot={k} size={16} />
          </button>
        ))}
      </fieldset>
    </PopoverButton>
  );
}
