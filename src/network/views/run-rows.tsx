/** The rows of a table with a row for each run that is shown. What changes with the playhead is written to the cells directly. */
import type { CSSProperties, ReactNode, RefObject } from 'react';
import { usePlayground } from '../../document/context.ts';
import { useRuns } from '../../document/use-runs.ts';
import { Marker } from '../../ui/marker.tsx';

/** @param props.row What a row has besides, by the run's index and key. */
export function RunRows(props: {
  body: RefObject<HTMLTableSectionElement | null>;
  row?(
    index: number,
    key: number,
  ): { style?: CSSProperties; onPointerEnter?(): void; onPointerLeave?(): void };
  children: ReactNode;
}): ReactNode {
  const { body, row, children } = props;
  const displays = usePlayground((state) => state.displays);
  const { all, names } = useRuns();
  return (
    <tbody ref={body}>
      {all.map((index) => {
        const { key, slot, hidden } = displays[index];
        return hidden ? null : (
          <tr key={key} data-run={index} {...row?.(index, key)}>
            <th scope="row">
              <Marker slot={slot} /> {names[index]}
            </th>
            {children}
          </tr>
        );
      })}
    </tbody>
  );
}
