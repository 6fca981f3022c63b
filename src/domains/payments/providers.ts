import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Money } from '../../kernel/money.ts'
import type { Provider } from './provider.ts'
import { sandboxProvider } from './sandbox/adapter.ts'

const built = new WeakMap<App, ReadonlyMap<string, Provider>>()

/** The providers this site can use. The sandbox plays with no money and therefore never exists in production. */
export function providersOf(app: App): ReadonlyMap<string, Provider> {
  let providers = built.get(app)
  if (!providers) {
    const all: Provider[] = app.config.production ? [] : [sandboxProvider(app)]
    providers = new Map(all.map(provider => [provider.code, provider]))
    built.set(app, providers)
  }
  return providers
}

/** Throws a refusal when the site has no such provider. */
export function providerOf(app: App, code: string): Provider {
  const provider = providersOf(app).get(code)
  if (!provider) throw refuse('payments.provider-unavailable', { provider: code })
  return provider
}

/** Codes of the providers that can take this amount. */
export function usableProviders(app: App, amount: Money): string[] {
  return [...providersOf(app).values()]
    .filter(
      ({ capabilities: can }) =>
        can.currencies.includes(amount.currency) && amount.minor >= can.minMinor && amount.minor <= can.maxMinor,
    )
    .map(provider => provider.code)
}
