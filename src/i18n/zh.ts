/** 界面文字：简体中文。 */
import type { Phrase, Rule } from '../experiment/types.ts';
import { diagnosticInChinese } from './diagnostic-zh.ts';
import type { Strings } from './en.ts';
import { formulaInChinese } from './formula-zh.ts';
import { between } from './rules.ts';

const words = { least: '不小于', most: '不大于', above: '大于', below: '小于' };

/** What arguments allow each other, as the tables say it in English. */
const TOGETHER: Readonly<Record<string, string>> = {
  'at most n, the number of points': '不大于点数 n',
  'at most stepMax': '不大于 stepMax',
  '0 unless as is pytorch': '仅当 as 为 pytorch 时可不为 0',
  '1 only with momentum above 0 and dampening 0': '仅当 momentum 大于 0 且 dampening 为 0 时可为 1',
  'only without at': '不可与 at 同用',
  'not with study=race': '不可与 study=race 同用',
};

function allowedInChinese(rule: Rule): string {
  switch (rule.kind) {
    case 'number':
      return between(rule, words) ?? '任意数';
    case 'integer': {
      const bounds = between(rule, words);
      return bounds ? `整数，${bounds}` : '整数';
    }
    case 'list':
      return `以 / 分隔的${rule.integer ? '整数' : '数'}${rule.maxLength === undefined ? '' : `，最多 ${rule.maxLength} 个`}`;
    case 'choice':
      return `${rule.nearest === undefined ? '' : `是否想写 ${rule.nearest}？可用：`}${rule.choices.join('、')}`;
    case 'type':
      return TYPES[rule.type];
    case 'stored':
      return '只能在生成它的浏览器中打开；在别处请打开文件';
    case 'point':
      return '两个数 x,y';
    case 'interval':
      return '两个数 x0,x1，且 x0 < x1';
    case 'window':
      return '四个数 x0,x1,y0,y1，且 x0 < x1、y0 < y1';
    case 'text':
    case 'characters':
      return `最多 ${rule.max} 个字符`;
    case 'count':
      return `最多 ${rule.max} 个`;
    case 'trials':
      return `总共最多 ${rule.max} 次试验`;
    case 'once':
      return '只能出现一次';
    case 'only with':
      return `仅可与 ${rule.part} 同用`;
    case 'formula':
    case 'rule':
      return formulaInChinese(rule.error);
    case 'together':
      return TOGETHER[rule.words] ?? rule.words;
    default:
      return rule satisfies never;
  }
}

const TYPES = {
  number: '数',
  text: '文字',
  flag: 'true 或 false',
  list: '列表',
  object: '对象',
} as const;

const COUNTED = {
  characters: '个字符',
  runs: '个优化器',
  rules: '条规则',
  keys: '个键',
  items: '项',
  axes: '个轴',
} as const;

/** What was given or used, where it is no text of the link. */
function phraseInChinese(phrase: Phrase): string {
  switch (phrase.kind) {
    case 'ignored':
      return '忽略';
    case 'default':
      return '默认值';
    case 'not used':
      return '不使用';
    case 'own window':
      return '曲面自己的范围';
    case 'next colour':
      return '下一个空闲的颜色';
    case 'nothing':
      return '无';
    case 'object':
      return '对象';
    case 'as in the link':
      return '与链接中相同';
    case 'not kept':
      return '此处无法保留：请保存为文件';
    case 'amount':
      return `${phrase.count} ${COUNTED[phrase.of]}`;
    case 'first':
      return `前 ${phrase.count} ${COUNTED[phrase.of]}`;
    default:
      return phrase satisfies never;
  }
}

export const zh: Strings = {
  app: {
    name: 'Adascope',
    tagline: '看优化器如何调整自己的学习率',
  },
  copy: { copied: '已复制', byHand: '请按 Ctrl+C' },
  header: {
    openShare: '分享',
    openShareHint: '链接、二维码、课程页面中的框架、文件',
    surface: '损失曲面',
    start: '起点',
    startX: '起点 x',
    startY: '起点 y',
    steps: '步数',
    seed: '随机种子',
    view: '视图',
    share: '复制链接',
    shared: '链接已复制',
    shareFallback: '请复制此链接',
    language: 'EN',
    languageHint: '以英文显示界面',
    theme: '主题',
    themes: { auto: '跟随系统', light: '浅色', dark: '深色', projector: '投影' },
    lessons: '课程',
    lessonsHint: '学习率的课程：边读边做的实验',
    presets: '示例',
    more: '更多',
  },
  tabs: {
    study: '学习率影响多大',
    rates: '学习率',
    loss: '损失',
    runs: '优化器',
    step: '这一步',
    cards: '并列',
  },
  views: { overlay: '叠加', split: '并列', '3d': '三维', study: '研究' },
  start: {
    dragMe: '拖动我',
    handle: '起点。方向键移动，按住 Shift 移动更远。',
    hint: '拖动起点，所有轨迹随之变化',
    reset: '恢复曲面的默认起点',
  },
  landscape: {
    tones: '等高图的色调与损失的对应，左低右高。',
    label: (surface, runs, start) => `${surface}：等高线图，显示 ${runs} 从 ${start} 出发的轨迹。`,
    zoomIn: '放大',
    zoomOut: '缩小',
    resetView: '显示整个曲面',
  },
  three: {
    label: (surface, runs, start) => `${surface}：立体曲面，显示 ${runs} 从 ${start} 出发的轨迹。`,
    keys: '三维曲面。方向键旋转，加号和减号缩放，0 恢复初始视角。',
    turnLeft: '向左旋转',
    turnRight: '向右旋转',
    reset: '恢复初始视角',
    retry: '重试',
    unavailable: {
      missing: {
        title: '无法显示三维视图',
        text: '立体曲面用 WebGL 绘制，而此浏览器不提供 WebGL。这里改用等高线图显示相同的轨迹。',
      },
      lost: {
        title: '图形处理器连接已中断',
        text: '浏览器恢复图形处理器后，曲面会自动重新出现。在此之前用等高线图显示相同的轨迹。',
      },
      unloaded: {
        title: '三维视图加载失败',
        text: '绘制代码未能下载，网络可能已断开。这里改用等高线图显示相同的轨迹。',
      },
    },
  },
  plots: {
    rateX: '有效学习率 x',
    rateY: '有效学习率 y',
    realizedX: '实际学习率 x',
    realizedY: '实际学习率 y',
    unit: (coordinate, realized) => `每单位梯度的 ${realized ? '−' : ''}Δ${coordinate}`,
    loss: '损失',
    lossGap: '损失与最小值之差',
    rates: '有效学习率',
    rateLabel: (coordinate, runs) => `${runs} 在坐标 ${coordinate} 上的有效学习率随步数的变化。`,
    lossLabel: (runs) => `${runs} 的损失随步数的变化。`,
    valueAt: (value, step) => `${value}（第 ${step} 步）`,
    atStep: (step) => `第 ${step} 步`,
    readable: (label) => `${label}方向键移动播放位置，并读出该处的数值。`,
    rateMeanings: {
      effective: '更新规则让坐标随每单位梯度移动多远。单位：每单位梯度的 Δx。',
      realized: '实际移动与梯度之比，含动量。单位：每单位梯度的 −Δx。',
    },
    effective: '有效',
    realized: '实际',
    stability: '稳定性',
    stabilityHint: '学习率 × 曲率，与更新规则的稳定界限对照',
    rateKind: '显示的学习率',
    effectiveHint: '更新规则乘在方向上的系数',
    realizedHint: '实际发生的：−Δθ / 梯度，动量可使其为负',
  },
  runs: {
    title: '优化器',
    add: '添加优化器',
    remove: '删除',
    duplicate: '复制',
    up: '上移',
    down: '下移',
    hide: '隐藏',
    show: '显示',
    rename: '名称',
    renameHint: '代替优化器名称显示',
    colour: '颜色与标记',
    rates: {
      take: '采用适合该曲面的学习率',
      hint: '为每个优化器选一个从当前起点出发有效的学习率',
      offer: (from, to) => `当前学习率是为${from}选的，${to}可能需要别的值。`,
      keep: '保留',
      undo: '撤销',
      taken: (runs) => (runs === 0 ? '当前学习率已经合适。' : `已更改 ${runs} 个学习率。`),
      undone: '已恢复原来的学习率。',
    },
    without: (name) => `无${name}`,
    menu: (run) => `${run} 的菜单：复制、移动、删除、颜色`,
    edit: '设置',
    optimizer: '优化器',
    schedules: '学习率调度',
    stages: '梯度处理',
    addSchedule: '添加调度…',
    addStage: '添加处理…',
    removePart: (name) => `删除${name}`,
    diverged: (step) => `第 ${step} 步发散`,
    divergedShort: '发散',
    undefinedShort: '无定义',
    undefinedAtStart: '起点处无定义',
    full: '最多十二个。',
    momentum: '动量法',
    nesterov: 'Nesterov 动量',
    rule: '更新规则',
  },
  outcomes: {
    title: '结果',
    run: '优化器',
    final: '最终损失',
    best: '最小损失',
    bestStep: '所在步',
    distance: '距极小点',
    distanceHint: '最后一点到曲面上最近极小点的距离',
    status: '状态',
    statuses: {
      finished: '完成',
      undefined: '起点处无定义',
      computing: '计算中',
      'under way': '进行中',
    },
  },
  groups: {
    optimizers: {
      classic: '经典',
      adaptive: '自适应',
      recent: '较新的方法',
      large: '大批量',
      rateFree: '自定步长',
      second: '二阶',
      own: '自定义',
    },
    surfaces: {
      valleys: '碗与山谷',
      minima: '多个极小值',
      saddles: '鞍点',
      data: '数据（带噪声）',
      networks: '神经网络',
      own: '自定义',
    },
    schedules: {
      steps: '阶梯式',
      smooth: '平滑衰减',
      cycles: '周期与重启',
      warmup: '预热',
      driven: '由训练过程决定',
    },
  },
  sampled: {
    computed: (percent) => `已计算 ${percent}%。`,
    kept: (early) => `前 ${early} 步全部绘出，之后只绘决定轨迹和曲线形状的步。`,
    missing: (runs) => `${runs} 的部分轨迹未绘出。`,
  },
  timeline: {
    title: '播放',
    play: '播放',
    pause: '暂停',
    back: '后退一步',
    forward: '前进一步',
    start: '回到起点',
    end: '跳到终点',
    step: '步',
    of: (steps) => `/ ${steps}`,
    speed: '速度',
    settings: '播放设置',
    perSecond: '步/秒',
    whole: '10 秒播完全程',
    future: '后续',
    futureHint: '显示或隐藏播放位置之后的轨迹：先猜，再播放',
    reset: '回到初始权重',
  },
  inspector: {
    title: '这一步',
    run: '优化器',
    none: '移动播放头以查看某次更新。',
    quantity: '量',
    before: '更新前 θ',
    gradient: '梯度 g',
    rate: '有效学习率',
    direction: '方向',
    change: 'Δθ',
    after: '更新后 θ',
    realized: '实际学习率',
    loss: '损失',
    lr: '学习率 η',
    source: (text) => `出处：${text}`,
    computed: '逐句计算',
    if: '若',
    otherwise: '否则',
  },
  problems: {
    title: (count) => `链接中有 ${count} 处已被修正`,
    given: '给出',
    used: '采用',
    allowed: '允许',
    dismiss: '知道了',
    inField: (given, allowed, used) => `“${given}”不可用，仍采用 ${used}。允许：${allowed}。`,
    rule: allowedInChinese,
    phrase: phraseInChinese,
    more: (count) => `还有 ${count} 处`,
    formula: formulaInChinese,
  },
  notices: {
    restarted: '计算线程曾中断，已换新线程继续。',
    mainThread: '此页面不能启动计算线程，改在页面内计算。',
    unexpected: '绘制页面时出错了。',
    newer: '新版本已就绪，重新加载会保留当前内容。',
    reload: '重新加载',
    undefinedStart: (part, start) =>
      `${part === 'loss' ? '函数' : '梯度'}在起点 (${start}) 处无定义，任何优化器都无法由此开始。`,
    takeStart: (start) => `改从 (${start}) 开始`,
    unknownMinimum: (run) =>
      `${run} 以函数的最小值为目标，而此处最小值未知，暂取 0；若损失低于 0，参数将不再移动。`,
    minimum: '最小值 f*',
    takeMinimum: '采用',
  },
  network: {
    title: '训练',
    train: '训练',
    phases: {
      computing: '计算中',
      drawing: '绘制数字',
      loading: '读取图像',
      compiling: '准备网络',
      evaluating: '评估中',
    },
    ready: '已就绪，按播放开始训练。',
    engine: (name) => `计算引擎：${name}`,
    cores: (cores) => `，${cores} 个核心`,
    engines: {
      simd: 'SIMD',
      webgl: 'WebGL',
      wasm: 'WebAssembly',
      cpu: 'JavaScript',
    },
    software: 'WebGL（软件渲染）',
    resumeCheckpoint: (step) => `从第 ${step} 步继续`,
    notStored: '此处浏览器不保存数据：重新加载后将从头训练。',
    pathsNotStored: '此处浏览器空间不足：重新加载后可继续训练，但平面上的轨迹会缺少此前的部分。',
    reasons: {
      'no-webgl': 'WebGL 不可用',
      'no-float32': '此处的 WebGL 不支持 32 位浮点',
      software: '没有显卡',
      trial: '经短暂试算为最快',
      'no-simd': '此处的 WebAssembly 不支持 SIMD，或页面禁止使用',
      'no-tfjs': '此文件不含 TensorFlow.js',
      'no-wasm': 'WebAssembly 不可用',
      chosen: '由您选择',
      lost: '图形上下文已丢失',
    },
    images: (train, test) => `训练图像 ${train} 张，测试图像 ${test} 张`,
    dropHere: '将四个 MNIST 文件或其文件夹拖放到此处',
    choose: '选择文件…',
    files: (names) => `自有文件：${names}`,
    lossTitle: '损失（浅线为训练）',
    accuracy: '验证集准确率',
    accuracyTitle: '准确率（浅线为训练）',
    layer: (index, inputs, units) => `第 ${index} 层学习率（${inputs}→${units}）`,
    layerLabel: (layer, run) =>
      `${run} 第 ${layer} 层有效学习率的 5、25、50、75、95 百分位数，以及播放位置处的分布。`,
    pixelsLabel: (run) => `${run} 各输入像素权重的平均有效学习率。`,
    waiting: '尚未开始',
    retry: '重试',
    bytes: (arrived, total) => `${arrived} / ${total} MB`,
    useDigits: '改用程序绘制的数字',
    engineChoice: '计算引擎',
    auto: '自动',
    layerRealized: (index, inputs, units) => `第 ${index} 层实际学习率（${inputs}→${units}）`,
    parts: { label: '显示内容', plane: '平面', rates: '学习率', digits: '数字', results: '结果' },
    across: {
      label: '横轴',
      steps: '步数',
      time: '秒',
      hint: '全部运行一起训练所用的秒数，不含暂停与评估',
    },
    pictureOf: '图像：',
    allUnits: '全部隐藏单元的平均',
    unit: (unit) => `隐藏单元 ${unit}`,
    unitUnknown: '自选定该单元的那一步起记录',
    neverActive: '有效学习率；斜线：从未有墨',
    unitHatched: '有效学习率；斜线：尚无梯度',
    pixelValue: (column, row, rate) => `第 ${column} 列，第 ${row} 行：${rate ?? '尚无梯度'}`,
    pickHint: (unit) => `点击像素，跟踪它到隐藏单元 ${unit} 的权重`,
    pixelKeys: (run) => `${run} 各像素的学习率：方向键逐个移动像素，回车键跟踪该像素的权重。`,
    followed: '跟踪的权重',
    weight: (column, row, unit) => `(${column}, ${row}) → ${unit}`,
    weightRate: '有效学习率',
    weightRealized: '实际学习率',
    weightValue: '权重',
    followedFrom: (step) => `自第 ${step} 步起`,
    followedAgain: '重新训练时记录',
    followedNext: '自下一步起',
    unfollow: (name) => `停止跟踪 ${name}`,
    sampleTitle: '各运行对测试数字的识别',
    sampleHint: '这些图像从未用于训练。底色越重，网络越有把握；识别错误的加框。',
    testImage: (name) => `测试图像：${name}`,
    readAs: (name, percent) => `识别为 ${name}，把握 ${percent} %`,
    rightOf: '正确',
    fashion: ['T 恤', '裤子', '套头衫', '连衣裙', '外套', '凉鞋', '衬衫', '运动鞋', '包', '短靴'],
    drawTitle: '亲手写一个数字',
    pad: '手写板：用指针或手指写一个数字。',
    drawHere: '在此写一个数字',
    drawHint: '每个运行都会给出它的识别；训练时会不断重新识别。',
    seen: '网络看到的样子',
    clear: '清除',
    reads: '识别',
    readAtStep: (step) => `由第 ${step} 步之后的最新权重识别。`,
    columns: {
      run: '运行',
      trainLoss: '训练损失',
      loss: '验证损失',
      accuracy: '验证准确率',
      evaluatedAt: '验证于',
      testAccuracy: '测试准确率',
      testedAt: '测试于',
      steps: '步数',
      seconds: '秒',
      lr: '学习率 η',
    },
    columnHints: {
      trainLoss: '最近 50 个小批量的平均',
      loss: '播放位置之前最近一次评估，在验证图像上',
      accuracy: '播放位置之前最近一次评估，在验证图像上',
      evaluatedAt: '所评估的权重属于哪一步',
      testAccuracy: '在全部测试图像上：每轮结束及训练结束时',
      testedAt: '测试全部图像的权重属于哪一步',
      steps: '到播放位置为止完成的步数',
      seconds: '全部运行一起训练所用：它们并排计算',
      lr: '最后一步的学习率',
    },
    testedAt: (step) => `第 ${step} 步之后`,
    evaluatedOn: (images) => `基于 ${images} 张验证图像`,
    behind: '该值所属步数早于其他运行，不能用来比较先后。',
    sampleReadAt: (steps) => `由第 ${steps} 步之后的权重识别。`,
    resultsHint:
      '训练数据截至播放位置；验证与测试为旁边所注步数的结果，即最近一次评估。验证图像是测试图像中固定的一部分，最多 2,000 张；每轮结束及训练结束时读取全部测试图像。',
    copyCsv: '复制为 CSV',
    copyMarkdown: '复制为 Markdown',
    copied: '已复制',
    changedImages: '更少或变形的图像',
    firstWeights: '初始权重',
    followNewest: (step) => `最新：第 ${step} 步`,
    followNewestHint: '显示最新一步，并在训练中一直跟随',
    toNewest: '跳到最新一步',
    setAside: (steps) => `更改的部分将重新训练，此前的 ${steps} 步已保留。`,
    takeBack: '撤销更改',
    oneStep: '训练一步',
  },
  plane: {
    title: '权重平面',
    kind: '平面的方向',
    kinds: { principal: '主成分', random: '随机', none: '关' },
    hints: {
      principal: '各次训练经过的权重差别最大的两个方向',
      random: '两个随机方向，其中每个神经元的权重与最佳训练的同样长',
      none: '不显示平面，也不为它计算',
    },
    label: (kind, runs) => `${runs} 的权重在平面（${kind}方向）上的轨迹，底图为同一网络的损失。`,
    waiting: '训练若干步后得出平面',
    explained: (first, second, both) => `两轴分别占所经权重方差的 ${first} 和 ${second}，合计 ${both}。`,
    off: (distance, width) => `轨迹是投影：最新权重离平面最远 ${distance}，此处平面宽 ${width}。`,
    little: (kind) =>
      kind === 'random'
        ? '比例很低：在如此多的维度中，随机方向几乎看不到训练的变化。'
        : '比例较低：图上相近的点实际可能相距很远。',
    loss: (images) => `损失按 ${images} 张训练图像计算，不含 dropout。`,
    computing: '正在计算平面上的损失',
  },
  print: {
    qrLabel: '链接的二维码',
    settings: '设置',
    lossAt: (step) => `第 ${step} 步的损失`,
    lossAfter: (step) => `第 ${step} 步的验证损失`,
    answers: '观察与解释',
    name: '姓名',
    date: '日期',
    scan: '扫码或输入网址即可打开此实验',
    made: '由 Adascope 生成',
  },
  embed: {
    pictures: '图像',
    surface: '曲面',
    open: '在单独的页面中打开当前状态',
    blocked: '此框架不能打开新页面，请复制地址',
    invitation: '点击后将在此处逐步训练一个神经网络。',
  },
  errors: {
    'bad-file': (message) =>
      `这些文件无法使用：${message}目前没有在训练：请选择其他文件，或改用程序绘制的数字。`,
    'no-data': (message) =>
      `无法获得图像：${message}目前没有在训练：请重试，将四个文件拖放到此处，或改用程序绘制的数字。`,
    'too-large': (message) =>
      `这些网络太大，无法在此训练：${message}目前没有在训练：请减少运行数、每层单元数或批量。`,
    'no-worker': () => '此页面不能启动计算线程，无法训练网络。请在单独的标签页中打开。',
    lost: (message) => `图形处理器已丢失：${message}`,
    error: (message) => `出错了：${message}`,
  },
  diagnostic: diagnosticInChinese,
};
