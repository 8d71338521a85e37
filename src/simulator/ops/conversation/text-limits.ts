import { GitHubError } from '../../github-error.ts';

const maxBody = 65_536;
const maxTitle = 256;

/** docs.github.com names no number; 65,536 characters is what the API's refusal says. */
export function checkBody(resource: string, body: string): void {
  if ([...body].length > maxBody) throw tooLong(resource, 'body', 'Body', maxBody);
}

/** As `checkBody`, and a comment must say something. */
export function checkCommentBody(resource: string, body: string): void {
  checkBody(resource, body);
  if (body.trim() === '') {
    throw new GitHubError(422, 'Validation Failed', {
      errors: [{ resource, code: 'unprocessable', field: 'data', message: "Body can't be blank" }],
    });
  }
}

export function checkTitle(resource: string, title: string): void {
  if (title.trim() === '') {
    throw new GitHubError(422, 'Validation Failed', {
      errors: [{ resource, code: 'missing_field', field: 'title' }],
      graphqlMessage: "Title can't be blank",
    });
  }
  if ([...title].length > maxTitle) throw tooLong(resource, 'title', 'Title', maxTitle);
}

function tooLong(resource: string, field: string, name: string, limit: number): GitHubError {
  const message = `${name} is too long (maximum is ${limit} characters)`;
  return new GitHubError(422, 'Validation Failed', {
    errors: [{ resource, code: 'custom', field, message }],
  });
}
