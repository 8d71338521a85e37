import type { Scenario } from '../scenario.ts';
import { approval, comesAfter, isFirst, makesChanges, sumsUp, writesTests } from '../script-replies.ts';
import { issue, project, specification, testFile, tests } from './cookie-project.ts';

const expiry = [
  {
    path: 'jar/cookie.py',
    search: 'from dataclasses import dataclass\n',
    replace: 'from dataclasses import dataclass\nfrom datetime import datetime, timezone\n',
  },
  {
    path: 'jar/cookie.py',
    search: '    expires: str | None = None\n',
    replace: '    expires: datetime | None = None\n',
  },
  {
    path: 'jar/cookie.py',
    search: '            expires = given\n',
    replace: '            expires = parse_date(given)\n',
  },
  {
    path: 'jar/cookie.py',
    search: '    return Cookie(name, value, expires)\n',
    replace: [
      '    return Cookie(name, value, expires)',
      '',
      '',
      'def parse_date(text):',
      '    moment = datetime.strptime(text, "%a, %d %b %Y %H:%M:%S GMT")',
      '    return moment.replace(tzinfo=timezone.utc)',
      '',
    ].join('\n'),
  },
  {
    path: 'jar/store.py',
    search: '        live = self._cookies.values()\n',
    replace: [
      '        live = [',
      '            cookie',
      '            for cookie in self._cookies.values()',
      '            if cookie.expires is None or cookie.expires > now',
      '        ]',
      '',
    ].join('\n'),
  },
];

/** Looks for a space after the comma, as the date has one: the header without it stays in one piece. */
const spaced = '    return re.split(r", (?=[^;,= ]+=)", header)';
const right = '    return [part.strip() for part in re.split(r",(?=\\s*[^;,=\\s]+=)", header)]';

export const realBug: Scenario = {
  name: 'real-bug',
  summary: 'a bug across three files: the first change fails, the second one learns from the traceback',
  ends: 'merged',
  files: project,
  issue,
  script: [
    specification,
    writesTests('tests/test_store.py', testFile, tests),
    makesChanges('a change for one kind of header', [...expiry, ...splitting(spaced)], isFirst),
    makesChanges('the fix', [...expiry, ...splitting(right)], comesAfter(spaced), [
      `${testFile}::test_the_next_cookie_may_follow_without_a_space`,
      'unconverted data remains: ,theme=dark',
    ]),
    approval,
    sumsUp,
  ],
  happening: null,
};

function splitting(line: string) {
  return [
    {
      path: 'jar/headers.py',
      search: 'def split_cookies(header):\n',
      replace: 'import re\n\n\ndef split_cookies(header):\n',
    },
    {
      path: 'jar/headers.py',
      search: '    return [part.strip() for part in header.split(",")]',
      replace: line,
    },
  ];
}
