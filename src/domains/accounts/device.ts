/** What a person recognises a device by, from its User-Agent. Names are proper names: the same in both languages. */
export function deviceOf(userAgent: string): { browser: string; system: string; phone: boolean } {
  const has = (pattern: RegExp): boolean => pattern.test(userAgent)
  const browser =
    (
      [
        [/MicroMessenger\//, 'WeChat'],
        [/DingTalk/, 'DingTalk'],
        [/EdgA?\//, 'Edge'],
        [/OPR\//, 'Opera'],
        [/HuaweiBrowser\//, 'Huawei Browser'],
        [/MiuiBrowser\//, 'Mi Browser'],
        [/Firefox\/|FxiOS\//, 'Firefox'],
        [/Chrome\/|CriOS\//, 'Chrome'],
        [/Safari\//, 'Safari'],
        [/palestra|curl|node/i, 'palestra'],
      ] as const
    ).find(([pattern]) => has(pattern))?.[1] ?? ''
  const system =
    (
      [
        [/OpenHarmony|HarmonyOS/, 'HarmonyOS'],
        [/iPhone/, 'iPhone'],
        [/iPad/, 'iPad'],
        [/Android/, 'Android'],
        [/Windows/, 'Windows'],
        [/Mac OS X|Macintosh/, 'macOS'],
        [/CrOS/, 'ChromeOS'],
        [/Linux/, 'Linux'],
      ] as const
    ).find(([pattern]) => has(pattern))?.[1] ?? ''
  return { browser, system, phone: has(/iPhone|Android.*Mobile|HarmonyOS.*Mobile|OpenHarmony.*Mobile/) }
}

/** The network a device is on, coarse enough that a new lease of the same provider is the same place: /16 and /48. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? plain.split(':').slice(0, 3).join(':') : plain.split('.').slice(0, 2).join('.')
}
