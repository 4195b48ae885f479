import react from '@vitejs/plugin-react';

/** The place that each answer fills with its nonce; `platform/src/pages` looks for the same word. */
const NONCE_PLACE = '__CSP_NONCE__';

/**
 * How an application of pages is built: one page, files named after what is in them, no script in the page itself.
 * @returns {import('vite').UserConfig}
 */
export const application = () => ({
  plugins: [react()],
  html: { cspNonce: NONCE_PLACE },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false, chunkSizeWarningLimit: 1_500 },
  clearScreen: false,
  logLevel: 'warn',
});
