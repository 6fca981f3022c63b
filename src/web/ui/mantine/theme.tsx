import {
  type CSSVariablesResolver,
  type MantineColorScheme,
  MantineProvider,
  type MantineThemeOverride,
  createTheme,
} from '@mantine/core'
import type { ReactNode } from 'react'
import tokens from '../tokens.json'
import styles from './mantine.css?url'

type Tuple = [string, string, string, string, string, string, string, string, string, string]
const tuple = (colours: readonly string[]): Tuple => {
  const at = (step: number) => colours[step] ?? ''
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9)]
}

const { colors, primaryShade, ...rest } = tokens.mantine

const theme: MantineThemeOverride = createTheme({
  ...rest,
  cursorType: 'pointer',
  focusRing: 'auto',
  primaryShade: primaryShade.light === 9 ? { light: 9, dark: 0 } : 9,
  colors: Object.fromEntries(Object.entries(colors).map(([name, colours]) => [name, tuple(colours)])),
})

/** Mantine's own roles point at ours, so that both schemes follow the same sheet. */
const roles = {
  '--mantine-color-body': 'var(--pl-raised)',
  '--mantine-color-text': 'var(--pl-text)',
  '--mantine-color-bright': 'var(--pl-text)',
  '--mantine-color-default': 'var(--pl-paper)',
  '--mantine-color-default-color': 'var(--pl-text)',
  '--mantine-color-default-hover': 'var(--pl-ground)',
  '--mantine-color-default-border': 'var(--pl-line-strong)',
  '--mantine-color-dimmed': 'var(--pl-text-muted)',
  '--mantine-color-placeholder': 'var(--pl-text-muted)',
  '--mantine-color-error': 'var(--pl-bad)',
  '--mantine-color-disabled': 'var(--pl-ground)',
  '--mantine-color-disabled-color': 'var(--pl-text-muted)',
  '--mantine-primary-color-filled': 'var(--pl-ink-fill)',
  '--mantine-primary-color-filled-hover': 'var(--pl-ink-fill)',
  '--mantine-primary-color-light': 'var(--pl-ground)',
  '--mantine-primary-color-contrast': 'var(--pl-on-ink)',
  '--mantine-shadow-md': 'var(--pl-float)',
}

const variables: CSSVariablesResolver = () => ({ variables: roles, light: roles, dark: roles })

const scheme: MantineColorScheme = 'light'
const manager = {
  get: () => scheme,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}

/** The document carries the scheme in an attribute of its own; Mantine must not write there. */
export const WithMantine = ({ children }: { children: ReactNode }) => (
  <>
    <link rel="stylesheet" href={styles} precedence="default" />
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={manager}
      getRootElement={() => undefined}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  </>
)
