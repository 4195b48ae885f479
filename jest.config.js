import { preset } from './jest.preset.js';

const packages = ['contracts', 'platform', 'services/coordinator', 'services/agency-adapter', 'services/notifier', 'deploy/embedded-mongodb', 'deploy/identity-provider', 'tools/documents', 'tools/certify', 'bench', 'e2e'];

export default {
  projects: packages.map((path) => preset(path, `<rootDir>/${path}`)),
};
