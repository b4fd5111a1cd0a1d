/** What the gestures do, as buttons. */
import { type ReactNode, useSyncExternalStore } from 'react';
import { useStrings } from '../../../ui/context.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import type { OrbitCamera } from './camera.ts';
import { tween } from './camera-tween.ts';
import { turned } from './gestures.ts';
import { type Orbit, zoomed } from './orbit.ts';

const EIGHTH = Math.PI / 4;

export function CameraButtons({ camera }: { camera: OrbitCamera }): ReactNode {
  const { orbit, defaultView } = camera;
  const { landscape, three } = useStrings();
  const atDefault = useSyncExternalStore(orbit.subscribe, () => orbit.value === defaultView.value);
  const buttons: readonly [icon: IconName, name: string, to: (now: Orbit) => Orbit][] = [
    ['turnLeft', three.turnLeft, (now) => turned(now, EIGHTH, 0)],
    ['turnRight', three.turnRight, (now) => turned(now, -EIGHTH, 0)],
    ['plus', landscape.zoomIn, (now) => zoomed(now, 1.5)],
    ['minus', landscape.zoomOut, (now) => zoomed(now, 1 / 1.5)],
    ['whole', three.reset, () => defaultView.value],
  ];
  return (
    <div className="camera">
      {buttons.map(([icon, name, to]) => (
        <button
          key={icon}
          type="button"
          className="icon"
          aria-label={name}
          title={name}
          disabled={icon === 'whole' && atDefault}
          onClick={() => tween(orbit, to(orbit.value))}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
