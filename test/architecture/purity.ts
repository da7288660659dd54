import ts from 'typescript';

/** Names a pure room may not use: the page, the browser, and clocks or chance of its own. */
const FORBIDDEN = new Set([
  'document',
  'window',
  'self',
  'globalThis',
  'navigator',
  'location',
  'browser',
  'chrome',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'performance',
  'crypto',
  'process',
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'queueMicrotask',
]);

/** One use of something impure: "line 3: Date.now". */
export type Impurity = string;

/** Whether an identifier only names a property, a key or a type, and so reads nothing from outside. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return true;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name === node;
  }
  if (ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent)) return parent.name === node;
  return ts.isTypeReferenceNode(parent) || ts.isTypeQueryNode(parent);
}

/**
 * What in a TypeScript text reaches for the page, the browser, the clock or chance. Comments, strings, types and
 * property names do not count; a local variable of such a name does, for the next reader would take it for the real one.
 */
export function findImpurities(text: string, fileName: string): Impurity[] {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  const found: Impurity[] = [];
  const report = (node: ts.Node, what: string) =>
    found.push(`line ${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);

  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const path = `${node.expression.text}.${node.name.text}`;
      if (path === 'Date.now' || path === 'Math.random') report(node, path);
    }
    const takesNoTime = ts.isNewExpression(node) && (node.arguments?.length ?? 0) === 0;
    const calledPlainly = ts.isCallExpression(node);
    if (
      (takesNoTime || calledPlainly) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'Date'
    ) {
      report(node, 'Date without an argument');
    }
    if (ts.isIdentifier(node) && FORBIDDEN.has(node.text) && !isOnlyAName(node)) report(node, node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
