import type { Locale } from '../../i18n/locale.ts'

/** ISO 3166-1 alpha-2. The language runtime knows their names but cannot list them. */
const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

/** Every country and region with its name, sorted as the language sorts, China first for Chinese readers. */
export const countryOptions = (locale: Locale): { value: string; label: string }[] => {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const options = codes
    .map(code => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  if (locale === 'en') return options
  return [...options.filter(one => one.value === 'CN'), ...options.filter(one => one.value !== 'CN')]
}

/** Every zone this browser knows, and the one in use whatever it is called. */
export const zoneOptions = (own: string): { value: string; label: string }[] =>
  [...new Set([own, ...Intl.supportedValuesOf('timeZone')])]
    .toSorted()
    .map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') }))
