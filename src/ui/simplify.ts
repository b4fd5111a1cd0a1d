/**
 * Leaving out the points that a line can do without: rasterising a stroke costs by the point, and most points of a smooth
 * curve lie on the straight line between others.
 */

export interface Simplifier {
  /** Takes the next point. Points that are needed are passed on, one late. */
  add(x: number, y: number, tag: number): void;
  /** Passes on the last point. The next `add` begins another line. */
  end(): void;
}

/**
 * A simplifier that keeps within `tolerance` pixels of the line it is given (Williams 1978, Sklansky and Gonzalez 1980:
 * a cone of directions from the last kept point, narrowed by every point since).
 *
 * `keep` gets the kept points in order, first and last always among them. `tag` is passed through.
 */
export function createSimplifier(
  tolerance: number,
  keep: (x: number, y: number, tag: number) => void,
): Simplifier {
  let count = 0;
  let anchorX = 0;
  let anchorY = 0;
  let lastX = 0;
  let lastY = 0;
  let lastTag = 0;
  // The cone, as its two border directions, counterclockwise; it is less than half a turn wide.
  let coned = false;
  let leftX = 0;
  let leftY = 0;
  let rightX = 0;
  let rightY = 0;
  let reach = 0;

  const start = (x: number, y: number, tag: number): void => {
    keep(x, y, tag);
    anchorX = x;
    anchorY = y;
    coned = false;
    reach = 0;
  };

  return {
    add(x, y, tag) {
      if (count++ === 0) {
        start(x, y, tag);
      } else {
        let dx = x - anchorX;
        let dy = y - anchorY;
        let distance = Math.hypot(dx, dy);
        // Out of the cone, or turning back: the point before is needed.
        const outside =
          coned &&
          (rightX * dy - rightY * dx < 0 || leftX * dy - leftY * dx > 0 || distance < reach - tolerance);
        if (outside) {
          start(lastX, lastY, lastTag);
          dx = x - anchorX;
          dy = y - anchorY;
          distance = Math.hypot(dx, dy);
        }
        if (distance > tolerance) {
          // The directions that pass the new point within the tolerance.
          const sine = tolerance / distance;
          const cosine = Math.sqrt(1 - sine * sine);
          const toLeftX = dx * cosine - dy * sine;
          const toLeftY = dx * sine + dy * cosine;
          const toRightX = dx * cosine + dy * sine;
          const toRightY = dy * cosine - dx * sine;
          if (!coned || leftX * toLeftY - leftY * toLeftX < 0) {
            leftX = toLeftX;
            leftY = toLeftY;
          }
          if (!coned || rightX * toRightY - rightY * toRightX > 0) {
            rightX = toRightX;
            rightY = toRightY;
          }
          coned = true;
        }
        if (distance > reach) reach = distance;
      }
      lastX = x;
      lastY = y;
      lastTag = tag;
    },
    end() {
      if (count > 1) keep(lastX, lastY, lastTag);
      count = 0;
    },
  };
}
