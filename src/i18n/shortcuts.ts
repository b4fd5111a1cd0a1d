/** The words of the page of keyboard shortcuts, which come with it. */
const en = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  /** What keys are called that have no sign of their own. */
  names: { ' ': 'Space', Home: 'Home', End: 'End', Shift: 'Shift', Control: 'Ctrl' } as Record<
    string,
    string
  >,
  groups: {
    everywhere: 'Everywhere',
    start: 'On the start',
    sensitivity: 'On a curve of rates',
    relief: 'In 3-D',
  },
  actions: {
    play: 'play and pause',
    back: 'a step back; with Shift ten',
    forward: 'a step forward; with Shift ten',
    first: 'to the beginning',
    last: 'to the end',
    help: 'this page',
    undo: 'undo the latest change',
    redo: 'do again what was undone',
    startMoves: 'move the start; with Shift further',
    value: 'another value of the setting; with Shift further',
    run: 'the run before or after',
    turn: 'turn and tilt',
    nearer: 'nearer',
    farther: 'farther',
    whole: 'as it was at first',
  },
  fields: 'Text fields keep their own keys; Escape brings back what stood in them.',
};

export type ShortcutStrings = typeof en;

const zh: ShortcutStrings = {
  title: '键盘快捷键',
  close: '关闭',
  names: { ' ': '空格', Home: 'Home', End: 'End', Shift: 'Shift', Control: 'Ctrl' },
  groups: {
    everywhere: '任何位置',
    start: '焦点在起点上',
    sensitivity: '焦点在学习率曲线上',
    relief: '三维视图中',
  },
  actions: {
    play: '播放或暂停',
    back: '后退一步；按住 Shift 退十步',
    forward: '前进一步；按住 Shift 进十步',
    first: '回到开头',
    last: '跳到末尾',
    help: '打开本页',
    undo: '撤销最近的更改',
    redo: '重做已撤销的更改',
    startMoves: '移动起点；按住 Shift 幅度更大',
    value: '更改设置的取值；按住 Shift 幅度更大',
    run: '上一个或下一个优化器',
    turn: '旋转和倾斜',
    nearer: '拉近',
    farther: '拉远',
    whole: '恢复初始视角',
  },
  fields: '文本框中的按键保持原有作用；Esc 恢复编辑前的内容。',
};

export const shortcutWords = { en, zh };
