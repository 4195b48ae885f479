/**
 * Who may import whom. Every rule is an error: an import across a line is how an architecture is lost.
 */

const PACKAGES = '(?:contracts|platform|services/[^/]+|deploy/embedded-mongodb|deploy/identity-provider|tools/[^/]+|e2e|bench|web/[^/]+)';
const SPEC = '\\.spec\\.[cm]?ts$';
const NAMELESS = '(?:^|/)(?:commons?|utils?|utilities|helpers?|misc)(?:/|\\.[cm]?[jt]sx?$)';
/** Everything in Node that reaches outside the process. */
const NODE_IO = '^(?:node:)?(?:fs|fs/promises|net|tls|http|https|http2|dgram|dns|dns/promises|child_process|cluster|worker_threads|process|os|readline|repl|v8|inspector)$';
const FRAMEWORKS = 'node_modules/(?:@nestjs|@nats-io|mongoose|mongodb|bullmq|ioredis|express|helmet|pino|prom-client|lmdb|rxjs|reflect-metadata)(?:/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'Modules that need each other are one module, or miss a third.', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', comment: 'An import that leads nowhere, or past a package’s doors (its exports).', from: {}, to: { couldNotResolve: true } },
    {
      name: 'contracts-stand-alone',
      severity: 'error',
      comment: 'contracts is what crosses a process border; it leans on nothing of ours.',
      from: { path: '^contracts/' },
      to: { path: '^(?:platform|services|deploy|tools|e2e|bench|web)/' },
    },
    {
      name: 'contracts-do-no-input-or-output',
      severity: 'error',
      comment: 'contracts runs anywhere: no framework, no file, no network.',
      from: { path: '^contracts/', pathNot: SPEC },
      to: { path: [FRAMEWORKS, NODE_IO] },
    },
    {
      name: 'platform-knows-contracts-alone',
      severity: 'error',
      comment: 'What the services stand on knows none of them.',
      from: { path: '^platform/' },
      to: { path: '^(?:services|deploy|tools|e2e|bench|web)/' },
    },
    {
      name: 'services-know-no-other-service',
      severity: 'error',
      comment: 'Services talk by messages; what two of them share is in contracts or platform.',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(?:services|deploy|tools|e2e|bench|web)/', pathNot: '^services/$1/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'A decision has its time, ids and randomness handed in: a domain folder imports contracts, itself, and zod to say what its events look like.',
      from: { path: '^(services/[^/]+/.*/domain)/', pathNot: SPEC },
      to: { path: '.', pathNot: ['^$1/', '^contracts/', 'node_modules/zod/'] },
    },
    {
      name: 'technology-goes-through-platform',
      severity: 'error',
      comment: 'Messaging and timers have one door each, in platform; a service that opens its own bypasses what holds there.',
      from: { path: '^services/', pathNot: SPEC },
      to: { path: 'node_modules/(?:bullmq|ioredis|@nats-io|@nestjs/bullmq|mongodb)(?:/|$)' },
    },
    {
      name: 'embedded-mongodb-stands-alone',
      severity: 'error',
      comment: 'It stands in for MongoDB, and so must not know what is stored in it.',
      from: { path: '^deploy/embedded-mongodb/' },
      to: { path: '^(?:contracts|platform|services|tools|e2e|bench|web|deploy)/', pathNot: '^deploy/embedded-mongodb/' },
    },
    {
      name: 'identity-provider-stands-alone',
      severity: 'error',
      comment: 'It stands in for the organization’s provider, and knows the hub by the protocol alone; its specs bring both together.',
      from: { path: '^deploy/identity-provider/', pathNot: '\\.spec(?:-kit)?\\.ts$' },
      to: { path: '^(?:contracts|platform|services|tools|e2e|bench|web|deploy)/', pathNot: '^deploy/identity-provider/' },
    },
    {
      name: 'pages-know-contracts-and-the-kit',
      severity: 'error',
      comment: 'Pages talk to the hub over HTTP alone; the two applications share the kit and know nothing of each other.',
      from: { path: '^web/([^/]+)/' },
      to: { path: '^(?:platform|services|deploy|tools|e2e|bench|web)/', pathNot: ['^web/$1/', '^web/kit/'] },
    },
    {
      name: 'no-deep-imports',
      severity: 'error',
      comment: 'A package is entered through its doors (@lianshen/…), never by a path into its folders.',
      from: { path: `^(${PACKAGES})/` },
      to: { path: `^${PACKAGES}/`, pathNot: '^$1/', dependencyTypesNot: ['aliased-workspace'] },
    },
    { name: 'no-nameless-module-imports', severity: 'error', comment: 'A folder or file that is named for nothing ends up holding everything.', from: { path: NAMELESS }, to: {} },
    { name: 'no-nameless-module-is-imported', severity: 'error', comment: 'A folder or file that is named for nothing ends up holding everything.', from: {}, to: { path: NAMELESS, pathNot: 'node_modules' } },
    { name: 'no-nameless-orphan', severity: 'error', comment: 'A folder or file that is named for nothing ends up holding everything.', from: { orphan: true, path: NAMELESS }, to: {} },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['(?:^|/)dist/(?:\\.spec|\\.tsbuildinfo)', '^coverage/', '^\\.data/', '^\\.servers/'] },
    moduleSystems: ['es6', 'cjs'],
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], mainFields: ['module', 'main', 'types'] },
    cache: false,
  },
};
