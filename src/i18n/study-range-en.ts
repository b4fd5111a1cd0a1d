/** The words of range tests. */
export const range = {
  title: 'Range test',
  what: (from: string, to: string, steps: number) =>
    `One run of ${steps} updates, while its rate grows in even ratios from ${from} to ${to}: the loss after each update, against the rate (Smith 2017).`,
  label: (runs: string) => `The loss while the rate grows, for ${runs}.`,
  loss: 'loss',
  least: 'least loss at',
  tenth: 'suggested: a tenth of it',
  limit: 'stable below',
  beyond: 'least loss, of the limit',
  use: 'Use',
  hintOfUse: (run: string, rate: string) => `Use ${rate} for ${run}`,
  keyLeast: 'least loss',
  keyTenth: 'a tenth of that rate, which fastai suggests',
  keyLimit: 'limit of stability',
  caveat:
    'It is no verdict. Instability takes steps to show, so the least loss comes later than the limit: on a bowl of curvature 20 gradient descent is stable below 0.1, and here the loss goes on falling up to 0.47, nearly five times as much. A tenth of that is a start for a search, not its end.',
  example: 'Show that bowl',
  none: 'No run has a learning rate.',
};

export type RangeStrings = typeof range;
