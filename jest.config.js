import { preset } from './jest.preset.js';

const packages = ['contracts', 'platform', 'services/coordinator', 'services/agency-adapter', 'services/notifier', 'deploy/embedded-mongodb', 'deploy/identity-provider', 'tools/documents', 'tools/certify', 'bench', 'e2e', 'web/kit', 'web/dashboard', 'web/workbench'];

export default {
  // Each wait has its own bound of up to 15 s and says what it waited for; Jest's 5 s would cut in before, and name nothing.
  testTimeout: 20_000,
  projects: packages.map((path) => preset(path, `<rootDir>/${path}`)),
};
