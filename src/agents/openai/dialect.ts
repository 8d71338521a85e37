import { APIError } from 'openai';

/** How a server takes a request over chat: what it is not asked again for once it refused it. */
export type Form = {
  /** Old compatible servers know only `max_tokens`; OpenAI's reasoning models only the other. */
  readonly replyLimit: 'max_completion_tokens' | 'max_tokens';
  /** `prompt`: the server takes no `response_format`; what JSON is wanted stands in the prompt too. */
  readonly schema: 'response_format' | 'prompt';
};

/** The form to try next where the server turned a request away for a parameter that it does not know; else null. */
export function otherForm(form: Form, error: unknown): Form | null {
  if (!(error instanceof APIError) || ![400, 422].includes(Number(error.status))) return null;
  const said = [error.message, error.param, error.code].join(' ');
  if (form.schema === 'response_format' && /response_format|json_schema/i.test(said))
    return { ...form, schema: 'prompt' };
  const isUnknown =
    unknownParameter.test(said) && !/too (?:large|high|big)|at most|maximum|exceed/i.test(said);
  if (form.replyLimit === 'max_completion_tokens' && /max_completion_tokens/.test(said) && isUnknown)
    return { ...form, replyLimit: 'max_tokens' };
  return null;
}

const unknownParameter =
  /unknown|unrecogni[sz]ed|unsupported|not supported|unexpected|not permitted|not allowed|forbidden|extra|invalid (?:argument|parameter|field)/i;
