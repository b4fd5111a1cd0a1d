export { activate, multiplySlopes } from './activation';
export { applyMask, columnSums, copyRows, denseProduct, passActive, transpose } from './dense';
export { pack } from './pack';
export { adadelta, adagrad, adam, allFinite, mark, rmsprop, sgd } from './rules';
export { softmax } from './softmax';
export { sparseProduct } from './sparse';
