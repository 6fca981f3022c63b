import { sql } from 'kysely'
import { createPerson, hashPassword } from '../domains/accounts/index.ts'
import { createOrganisation } from '../domains/organisations/index.ts'
import type { App } from '../kernel/app.ts'
import { addMs } from '../kernel/clock.ts'
import type { Locale, Person } from '../kernel/policy.ts'

export const demoPassword = 'palestra-demo'

const day = 86_400_000

interface DemoPerson {
  key: string
  email: string
  name: string
  locale?: Locale
  platformRoles?: ('operator' | 'support' | 'finance')[]
}

/** Everybody who can sign in on the demonstration, all with one password. */
export const demoPeople: readonly DemoPerson[] = [
  { key: 'owner', email: 'owner@palestra.example', name: '沈知远' },
  { key: 'manager', email: 'manager@palestra.example', name: 'Hannah Weber', locale: 'en' },
  { key: 'reviewer', email: 'reviewer@palestra.example', name: '陆雨桐' },
  { key: 'finance', email: 'finance@palestra.example', name: '顾明哲' },
  { key: 'contestant', email: 'contestant@palestra.example', name: '欧阳思远' },
  { key: 'contestant-en', email: 'contestant-en@palestra.example', name: 'Maya Lindqvist', locale: 'en' },
  { key: 'judge-lead', email: 'lead-judge@palestra.example', name: '韩静姝' },
  { key: 'judge-2', email: 'judge@palestra.example', name: 'Daniel Okafor', locale: 'en' },
  { key: 'judge-3', email: 'judge3@palestra.example', name: '周牧之' },
  { key: 'judge-4', email: 'judge4@palestra.example', name: '梁若溪' },
  { key: 'judge-5', email: 'judge5@palestra.example', name: '许承宇' },
  { key: 'operator', email: 'operator@palestra.example', name: '运维', platformRoles: ['operator'] },
]

/** Writes the people who can sign in; returns them as actors by key. */
export async function writeDemoPeople(app: App): Promise<Map<string, Person>> {
  const at = addMs(app.clock.now(), -200 * day)
  const passwordHash = await hashPassword('demonstration', demoPassword)
  return app.db.transaction(async tx => {
    const people = new Map<string, Person>()
    for (const { key, email, name, locale = 'zh-CN', platformRoles = [] } of demoPeople) {
      const zone = locale === 'en' ? 'Europe/Berlin' : 'Asia/Shanghai'
      const id = await createPerson(tx, {
        email,
        name,
        locale,
        zone,
        passwordHash,
        platformRoles,
        emailVerifiedAt: at,
        at,
      })
      people.set(key, {
        kind: 'person',
        id,
        sessionId: id,
        email,
        emailVerified: true,
        name,
        locale,
        zone,
        platformRoles,
        staff: [],
      })
    }
    return people
  })
}

const organisations = [
  { slug: 'jianglan', 'zh-CN': '江澜大学', en: 'Jianglan University', colour: '#0B5E6B', seal: '江澜大学' },
  { slug: 'chengyuan', 'zh-CN': '澄原县商务局', en: 'Chengyuan County', colour: '#7A5404', seal: '澄原县' },
  { slug: 'lianheng', 'zh-CN': '链衡职业技能中心', en: 'Lianheng Skills Centre', colour: '#245CA0', seal: '链衡技能' },
  { slug: 'xiling', 'zh-CN': '西陵字体社', en: 'Xiling Type Society', colour: '#702F50', seal: '西陵' },
] as const

/** Organisations of the demonstration; the first has staff of every role. Returns their ids in order. */
export async function writeDemoOrganisations(
  app: App,
  people: Map<string, Person>,
): Promise<{ id: string; zone: string; ownerId: string }[]> {
  const owner = people.get('owner')
  if (!owner) throw new Error('the demonstration has no owner')
  const at = addMs(app.clock.now(), -180 * day)
  return app.db.transaction(async tx => {
    const made = []
    for (const one of organisations) {
      const { id } = await createOrganisation(
        tx,
        owner,
        { name: { 'zh-CN': one['zh-CN'], en: one.en }, slug: one.slug, zone: 'Asia/Shanghai', country: 'CN' },
        at,
      )
      await sql`update organisation set colour = ${one.colour.toLowerCase()}, seal_text = ${one.seal} where id = ${id}`.execute(
        tx,
      )
      made.push({ id, zone: 'Asia/Shanghai', ownerId: owner.id })
    }
    const first = made[0]
    if (first)
      for (const role of ['manager', 'reviewer', 'finance'])
        await sql`insert into staff (organisation_id, person_id, roles, joined_at)
          values (${first.id}, ${people.get(role)?.id}, array[${role}], ${at})`.execute(tx)
    return made
  })
}

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const given = [
  '雨桐',
  '思远',
  '子墨',
  '欣怡',
  '浩然',
  '梓涵',
  '一诺',
  '俊熙',
  '若溪',
  '明哲',
  '诗涵',
  '泽宇',
  '静姝',
  '承宇',
  '语嫣',
  '奕辰',
  '可馨',
  '天佑',
  '书瑶',
  '景行',
  '知夏',
  '怀瑾',
  '清和',
  '牧之',
  '听澜',
  '砚秋',
  '云舒',
  '行止',
  '望舒',
  '煜城',
]
const special = [
  '阿卜杜外力·买买提艾力',
  '欧阳婧雯',
  '司马砚',
  'Maya Lindqvist',
  '𠮷田健太',
  'Tomás Ávila Núñez',
  '迪丽努尔·艾合买提',
  '诸葛清',
]
const schools = [
  '江澜大学',
  '澄湖理工大学',
  '东屿师范大学',
  '临川财经学院',
  '北渚大学',
  '云岫工业大学',
  '西陵美术学院',
  '松漠职业技术学院',
  '栖霞外国语大学',
  '长汀医科大学',
]

/** Made-up entrants, the same on every machine: name and school by number. */
export function demoEntrant(index: number): { name: string; school: string } {
  const name =
    index % 17 === 3
      ? (special[Math.floor(index / 17) % special.length] ?? '')
      : Array.from(surnames)[(index * 37) % surnames.length] + (given[(index * 11) % given.length] ?? '')
  return { name, school: schools[(index * 7) % schools.length] ?? '' }
}

/** A fraction in [0, 1) by number, the same everywhere: marks of the demonstration. */
export function demoFraction(seed: number): number {
  const x = Math.sin(seed * 12.9898 + 78.233) * 43_758.5453
  return x - Math.floor(x)
}
