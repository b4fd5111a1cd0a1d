/** Whether a run of several that are shown together is drawn faintly, because another one is highlighted. */
export const isDimmed = (key: number, highlighted: number | null, shown: number): boolean =>
  shown > 1 && highlighted !== null && highlighted !== key;
