/**
 * What GitHub's own parser (@actions/workflow-parser) has against a workflow file. Its entry imports JSON in a way that
 * Node refuses, so its parts are put together here as its own `parseWorkflow` does.
 */
import { readFileSync } from 'node:fs';
import { convertOn } from '@actions/workflow-parser/model/converter/events';
import { convertJobs } from '@actions/workflow-parser/model/converter/jobs';
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/index';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import { isMapping, isString } from '@actions/workflow-parser/templates/tokens/type-guards';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { WORKFLOW_ROOT } from '@actions/workflow-parser/workflows/workflow-constants';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';

/** In GitHub's words, with line and column; none where the file is a workflow. */
export function findWorkflowFaults(text: string, path: string): string[] {
  const context = new TemplateContext(new TemplateValidationErrors(), schema(), new NoOperationTraceWriter());
  const fileId = context.getFileId(path);
  const reader = new YamlObjectReader(fileId, text);
  for (const { message, range } of reader.errors) context.error(fileId, message, range);
  const root = reader.errors.length === 0 ? readTemplate(context, WORKFLOW_ROOT, reader, fileId) : undefined;
  // The schema knows each key; what lies across keys, such as `needs`, comes out when they are converted.
  if (root !== undefined && context.errors.count === 0 && isMapping(root))
    for (const { key, value } of root) {
      if (isString(key) && key.value === 'on') convertOn(context, value);
      if (isString(key) && key.value === 'jobs') convertJobs(context, value);
    }
  return context.errors.getErrors().map(({ message }) => message);
}

let loaded: TemplateSchema | null = null;

/** GitHub's schema of workflow files, read once a process. */
function schema(): TemplateSchema {
  if (loaded !== null) return loaded;
  const file = new URL('workflow-v1.0.min.json', import.meta.resolve('@actions/workflow-parser'));
  loaded = TemplateSchema.load(new JSONObjectReader(undefined, readFileSync(file, 'utf8')));
  return loaded;
}
