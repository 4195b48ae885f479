import tseslint from 'typescript-eslint';

/** Settings are read once, checked by a schema, and handed in; anything else that looks at the environment is a hidden setting. */
const noEnvironment = {
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read settings through platform/config; only the launcher, test set-up and the config reader may look at the environment.' }],
  'no-restricted-syntax': [
    'error',
    { selector: "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']", message: 'Read settings through platform/config.' },
    { selector: "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']", message: 'Read settings through platform/config.' },
  ],
};

/** What goes wrong in plain JavaScript; the rest is the type checker's business (deploy/local/tsconfig.json). */
const plainJavaScript = {
  'array-callback-return': 'error',
  'constructor-super': 'error',
  eqeqeq: ['error', 'always'],
  'for-direction': 'error',
  'no-async-promise-executor': 'error',
  'no-cond-assign': ['error', 'except-parens'],
  'no-const-assign': 'error',
  'no-constant-condition': ['error', { checkLoops: false }],
  'no-debugger': 'error',
  'no-dupe-else-if': 'error',
  'no-dupe-keys': 'error',
  'no-duplicate-case': 'error',
  'no-duplicate-imports': 'error',
  'no-empty': ['error', { allowEmptyCatch: false }],
  'no-fallthrough': 'error',
  'no-loss-of-precision': 'error',
  'no-promise-executor-return': 'off',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-shadow-restricted-names': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'no-useless-catch': 'error',
  'no-useless-escape': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'require-yield': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/coverage/**', '**/node_modules/**', '.data/**', '.servers/**', '.turbo/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['contracts', 'platform', 'services/*', 'deploy/embedded-mongodb', 'deploy/identity-provider', 'tools/*', 'bench', 'e2e'].flatMap((path) => [`${path}/tsconfig.json`, `${path}/tsconfig.spec.json`]).concat('web/tsconfig.json'),
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...noEnvironment,
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      // It knows decorator metadata: an injected class must be imported as a value.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allow: ['URL', 'URLSearchParams', 'Error'] }],
      // A port's method is asynchronous for those that need it; an adapter in memory does not wait for anything.
      '@typescript-eslint/require-await': 'off',
    },
  },
  // The one reader of the environment, and what runs before or around the services.
  { files: ['platform/src/config/**/*.ts', '**/*.spec.ts', '**/*.spec-kit.ts', '**/testing/**/*.ts', 'e2e/**/*.ts', 'deploy/embedded-mongodb/src/main.ts', 'deploy/identity-provider/src/main.ts', 'bench/**/*.ts'], rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' } },
  // Tests look at answers whose shape they are about to check.
  {
    files: ['**/*.spec.ts', '**/*.spec-kit.ts', '**/testing/**/*.ts', 'e2e/**/*.ts'],
    rules: Object.fromEntries(['no-unsafe-assignment', 'no-unsafe-member-access', 'no-unsafe-argument', 'no-unsafe-call', 'no-unsafe-return', 'unbound-method'].map((name) => [`@typescript-eslint/${name}`, 'off'])),
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], extends: [tseslint.configs.disableTypeChecked], rules: plainJavaScript },
  // Launching is handing an environment on; its declarations are checked by their own tsconfig.
  { files: ['deploy/local/**/*.d.mts'], extends: [tseslint.configs.disableTypeChecked], languageOptions: { parser: tseslint.parser }, rules: {} },
);
