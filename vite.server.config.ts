import { defineConfig } from 'vite'

/** The server, the worker and the command line: one bundle of our own modules; packages stay in node_modules. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/server',
    target: 'node20',
    emptyOutDir: true,
    rollupOptions: { input: { cli: 'src/main/cli.ts' } },
  },
})
