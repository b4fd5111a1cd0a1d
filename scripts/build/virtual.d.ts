/** Modules that the build makes. */

declare module 'virtual:frame' {
  /** Loads what shows `embed=1`, which starts by itself. */
  export function startFrame(): Promise<unknown>;
}
