export { hasErrors, judgeJson, printProblem } from './judge-json.js';
export { error, type FileProblem, type Flaw, type Path, warning } from './problem.js';
export { shapeFlaws, type WordsFor } from './shape-flaws.js';
