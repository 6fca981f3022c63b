import { changeProfile, readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import { useCommand } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { BilingualField, Form, useForm } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { useGo } from '../../ui/link.tsx'
import { countryOptions, zoneOptions } from './countries.ts'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

/** Names, texts, address and place, in both languages. */
export const ProfileSection = ({ organisation, onSaved }: { organisation: Desk; onSaved: () => void }) => {
  const t = useText()
  const go = useGo()
  const { locale } = useSite()
  const form = useForm({
    initial: {
      name: organisation.name,
      about: organisation.about,
      slug: organisation.slug,
      website: organisation.website ?? '',
      contactEmail: organisation.contactEmail ?? '',
      zone: organisation.zone,
      country: organisation.country,
    },
    check: values => ({
      ...(values.name.en.trim() || values.name['zh-CN'].trim() ? {} : { name: t('mistake.name') }),
      ...(/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/.test(values.slug) ? {} : { slug: t('mistake.slug') }),
      ...(values.website === '' || /^https?:\/\/\S+$/.test(values.website) ? {} : { website: t('mistake.website') }),
    }),
  })
  const save = useCommand(changeProfile, {
    invalidates: [readOrganisationBySlug],
    onSuccess: changed => {
      onSaved()
      if (changed.slug !== organisation.slug) go(`/organisations/${changed.slug}/brand`, { replace: true })
    },
  })
  const editable = organisation.may.includes('organisation.manage')
  const submit = () => {
    if (!form.valid() || save.isPending) return
    const { website, contactEmail, ...rest } = form.values
    save.mutate(
      {
        params: { organisationId: organisation.id },
        body: {
          ...rest,
          website: website || null,
          contactEmail: contactEmail || null,
          revision: organisation.revision,
        },
      },
      { onError: form.setRefused },
    )
  }
  return (
    <Section title={t('profile.title')} note={t('profile.note')}>
      <Form onSubmit={submit} error={save.error}>
        <BilingualField
          label={t('profile.name')}
          name="name"
          value={form.values.name}
          onChange={name => form.set('name', name)}
          maxLength={120}
          error={form.errorOf('name')}
        />
        <BilingualField
          label={t('profile.about')}
          name="about"
          value={form.values.about}
          onChange={about => form.set('about', about)}
          rows={5}
          maxLength={4000}
          optional
        />
        <div className="organisations-slots">
          <TextField label={t('profile.slug')} help={t('profile.slugChange')} {...form.field('slug')} />
          <TextField label={t('profile.website')} type="url" optional {...form.field('website')} />
          <TextField label={t('profile.contactEmail')} type="email" optional {...form.field('contactEmail')} />
          <Select label={t('profile.country')} options={countryOptions(locale)} {...form.field('country')} />
          <Select
            label={t('profile.zone')}
            help={t('profile.zoneHelp')}
            options={zoneOptions(organisation.zone)}
            {...form.field('zone')}
          />
        </div>
        {editable && (
          <Button type="submit" variant="ink" busy={save.isPending}>
            {t('save')}
          </Button>
        )}
      </Form>
    </Section>
  )
}
