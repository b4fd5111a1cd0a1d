/** The words of the curve of a run's schedule, which come with it. */
const en = {
  title: 'learning rate η',
  label: (start: string, peak: string, step: number, end: string) =>
    `The learning rate over the steps starts at ${start}, is greatest at step ${step} with ${peak}, and ends at ${end}.`,
  happened: 'As it came out: this schedule follows the run.',
  waiting: 'This schedule follows the run: its curve comes with the steps.',
};

export type ScheduleCurveStrings = typeof en;

const zh: ScheduleCurveStrings = {
  title: '学习率 η',
  label: (start, peak, step, end) =>
    `学习率随步数的变化：起始 ${start}，第 ${step} 步达到最大 ${peak}，最后为 ${end}。`,
  happened: '实际结果：这种调度取决于训练过程。',
  waiting: '这种调度取决于训练过程：有了步数才有曲线。',
};

export const scheduleCurveWords = { en, zh };
