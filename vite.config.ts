import react from '@vitejs/plugin-react'
import { dirname, join, posix, relative } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/**
 * Tells each page in a `routes.ts` which file it is loaded from, so that the server can name the page's chunk in the
 * first answer and the browser fetches it beside the entry instead of after it.
 */
const pageFiles = (): Plugin => ({
  name: 'page-files',
  enforce: 'pre',
  transform(code, id) {
    const path = relative(import.meta.dirname, id).replaceAll('\\', '/')
    if (!/^src\/web\/pages\/[^/]+\/routes\.ts$/.test(path)) return null
    const named = code.replace(
      /load:\s*\(\)\s*=>\s*import\(\s*(['"])(\.[^'"]+)\1\s*\)/g,
      (load, _quote: string, file: string) => `file: '${posix.join(dirname(path), file)}', ${load}`,
    )
    return { code: named, map: null }
  },
})

/**
 * Contracts come to the browser for their method and path; their schemas stay on the server. Pages may import contracts
 * and nothing else of a domain, so every zod in the browser's bundle belongs to one.
 */
const schemasStayBehind = (): Plugin => ({
  name: 'schemas-stay-behind',
  enforce: 'pre',
  resolveId: source => (source === 'zod' ? join(import.meta.dirname, 'src/web/schemas-in-browser.ts') : null),
})

/** The browser's bundle, and with `--ssr` the same pages for the server's first render. */
export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [pageFiles(), react(), ...(command === 'build' && !isSsrBuild ? [schemasStayBehind()] : [])],
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? { target: 'node20', emptyOutDir: true }
    : {
        outDir: 'dist/web',
        manifest: true,
        emptyOutDir: true,
        target: 'es2022',
        // One sheet for the whole site: cached once, no page waits for its own, and the server need not know which.
        cssCodeSplit: false,
        rollupOptions: { input: 'src/web/main.tsx' },
      },
}))
