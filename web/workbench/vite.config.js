import { application } from '@lianshen/web-kit/vite-application';

export default application();
