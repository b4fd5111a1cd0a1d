/** The 3-D picture as a component. Loaded when it is first shown, with the library that draws it. */
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useDocument } from '../../../document/context.ts';
import { useStrings, useUi } from '../../../ui/context.ts';
import { type LossField, partOfField } from '../../../ui/map/loss-field.ts';
import { useSurface } from '../context.ts';
import { aim, cameraOf } from './camera.ts';
import { CameraButtons } from './camera-buttons.tsx';
import { ReliefStart } from './relief-start.tsx';
import type { UnavailableReason } from './unavailable.tsx';
import { createViewer, type Viewer } from './viewer.ts';

export interface ReliefViewProps {
  readonly lossField: LossField;
  /** Text equivalent of the picture. */
  readonly label: string;
  /** Hears why there is no picture. */
  onUnavailable(unavailable: UnavailableReason): void;
  /** A lost context can be had again: this view is to be replaced by a new one. */
  onRestored(): void;
}

export default function ReliefView({
  lossField,
  label,
  onUnavailable,
  onRestored,
}: ReliefViewProps): ReactNode {
  const { window: part } = useDocument();
  const slice = useSurface();
  const { playground } = slice;
  const { palette } = useUi();
  const strings = useStrings();
  const host = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const viewer = useRef<Viewer | null>(null);
  const camera = useMemo(() => cameraOf(playground), [playground]);

  useEffect(() => {
    viewer.current = createViewer(host.current as HTMLDivElement, picture.current as HTMLDivElement, {
      slice,
      camera,
      placeStart({ px, py, hidden, outside }) {
        if (!handle.current) return;
        handle.current.style.translate = `${px}px ${py}px`;
        handle.current.style.visibility = 'visible';
        handle.current.style.opacity = hidden || outside ? '0.5' : '1';
      },
      lost: () => onUnavailable('lost'),
      restored: onRestored,
    });
    if (!viewer.current) onUnavailable('missing');
    return () => {
      viewer.current?.dispose();
      viewer.current = null;
    };
  }, [slice, camera, onUnavailable, onRestored]);
  useEffect(() => {
    aim(camera, playground, lossField);
    const show = (): void => viewer.current?.show(partOfField(lossField, part.value));
    show();
    return part.subscribe(show);
  }, [camera, playground, lossField, part]);
  useEffect(() => viewer.current?.paint(palette), [palette]);

  return (
    <div className="stage landscape relief">
      {/* Keys belong to the picture while it has the focus, so that a screen reader passes them on. */}
      <div
        ref={host}
        className="relief-picture"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is turned by keys
        tabIndex={0}
        aria-label={strings.three.keys}
      >
        <div ref={picture} role="img" aria-label={label} />
      </div>
      <ReliefStart handle={handle} viewer={viewer} camera={camera} />
      <CameraButtons camera={camera} />
    </div>
  );
}
