/** The table of contents, in the order of the course: what is known of lessons before one is loaded. */
import type { LessonEntry } from './types.ts';

export const contents: readonly LessonEntry[] = [
  {
    id: 'gd-one-variable',
    chapter: 'rates',
    title: { en: 'One number decides: the learning rate', zh: '一个数决定一切：学习率' },
    query:
      'surface=custom&f=x%5E2&start=10&run=sgd,lr:0.2&run=sgd,lr:0.05&run=sgd,lr:1.1&steps=10&window=-11,11',
  },
  {
    id: 'momentum-damps',
    chapter: 'momentum',
    title: { en: 'Momentum tames a rate that is too large', zh: '动量驯服过大的学习率' },
    query:
      'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=sgd,lr:0.6&run=sgd,lr:0.6,momentum:0.25&run=sgd,lr:0.6,momentum:0.5&steps=20&window=-6,3,-4,3',
  },
  {
    id: 'adagrad-steps',
    chapter: 'adaptive',
    title: { en: 'Adagrad: a rate for every coordinate', zh: 'Adagrad：每个坐标有自己的学习率' },
    query:
      'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=adagrad,lr:0.4,as:keras,initialAccumulator:0,eps:1e-6&run=adagrad,lr:2,as:keras,initialAccumulator:0,eps:1e-6&steps=20&window=-6,3,-4,3',
  },
  {
    id: 'bias-correction',
    chapter: 'correction',
    title: { en: 'What bias correction is for', zh: '偏差修正的作用' },
    query: 'surface=beale&run=adam,lr:0.05&run=adam,lr:0.05,biasCorrection:0&steps=100',
  },
  {
    id: 'decoupled-decay',
    chapter: 'decay',
    title: { en: 'Weight decay that Adam forgets, and AdamW', zh: '被 Adam 遗忘的权重衰减与 AdamW' },
    query:
      'surface=custom&f=0*x%2B0*y&start=1,1&run=adam,lr:0.01,weightDecay:0.1,label:Adam%200.1&run=adam,lr:0.01,weightDecay:0.001,label:Adam%200.001&run=adamw,lr:0.01,weightDecay:0.1,label:AdamW%200.1&run=adamw,lr:0.01,weightDecay:0.001,label:AdamW%200.001&steps=50',
  },
  {
    id: 'noise-floor',
    chapter: 'noise',
    title: { en: 'Noise puts a floor under a constant rate', zh: '恒定学习率下的噪声底线' },
    query:
      'surface=custom&f=2*x%5E2&start=1&run=sgd,lr:0.4~noise,sigma:1&run=sgd,lr:0.1~noise,sigma:1&steps=20000&window=-2,2',
  },
  {
    id: 'stability-limit',
    chapter: 'stability',
    title: { en: 'The limit of stability: 2, and 2 + 2μ', zh: '稳定性边界：2 与 2 + 2μ' },
    query:
      'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.099&run=sgd,lr:0.101&run=sgd,lr:0.1881,momentum:0.9&run=sgd,lr:0.1919,momentum:0.9&steps=2000',
  },
  {
    id: 'tuned-rates',
    chapter: 'fairness',
    title: { en: 'Every optimizer at its own best rate', zh: '每个优化器都取自己的最佳学习率' },
    query:
      'run=sgd&run=sgd,momentum:0.9&run=adam&steps=500&study=grid,measure:final&axis=lr,from:1e-5,to:10,n:61',
  },
  {
    id: 'adagrad-digits',
    chapter: 'networks',
    title: { en: 'Adagrad on handwritten digits', zh: '手写数字上的 Adagrad' },
    query: 'surface=mnist,hidden:32&run=sgd,lr:0.01&run=adagrad,lr:0.01&run=sgd,lr:0.3&steps=400',
  },
];
