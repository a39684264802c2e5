#!/usr/bin/env node
// The way of the real Renovate from its environment, arguments and config files to its config,
// in one process: one case a line in, one answer a line out.
//
//   node effective.mjs < cases.jsonl     {env, args, files: {name: text}, init: bool}
//
// Files lie in the working directory; `@DIR@` in values stands for its path. An answer has `exit`
// (the exit code, null if Renovate gets a config), `message` (of the failure), `config` (what
// differs from the defaults) and, if `init` is asked for, `init` (why Renovate ends afterwards).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const RENOVATE = path.join(process.env.RENOVATE_ORACLE, 'node_modules/renovate/dist');
const KEPT = new Set(['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG']);

for (const name of Object.keys(process.env)) if (!KEPT.has(name)) delete process.env[name];
process.env.LOG_LEVEL = 'fatal';
process.env.LOG_FORMAT = 'json';

const load = (name) => import(pathToFileURL(path.join(RENOVATE, name)).href);
const logging = await load('logger/index.js');
await logging.init();
// Secrets are masked in all that is logged, and never forgotten: short ones of many cases, masked
// in the masks of others, take longer with each.
for (const stream of ['stdout', 'problems']) logging.levels(stream, 100);
const { validateLogLevel } = await load('logger/bunyan.js');
const { getEnv: loggerEnv } = await load('logger/utils.js');
const { parseEarlyFlags } = await load('workers/global/config/parse/cli.js');
const { parseConfigs } = await load('workers/global/config/parse/index.js');
const { getConfig: defaults } = await load('config/defaults.js');
const { setCustomEnv } = await load('util/env.js');
const { applySecretsAndVariablesToConfig, validateConfigSecretsAndVariables } = await load('config/secrets.js');
const { parseGitAuthor } = await load('util/git/author.js');
const { initPlatform } = await load('modules/platform/index.js');
const { validatePresets } = await load('workers/global/index.js');

const answers = process.stdout.write.bind(process.stdout);
const silent = () => true;

class Exit extends Error {
  constructor(code) {
    super(`exit ${code}`);
    this.code = code ?? 0;
  }
}

const exit = process.exit;
process.exit = (code) => {
  throw new Exit(code);
};

// What a step throws and the exit code that renovate.js makes of it.
async function ended(step, codeOfError) {
  try {
    await step();
    return null;
  } catch (err) {
    if (err instanceof Exit) return { exit: err.code, message: err.message };
    return { exit: codeOfError, message: String(err?.validationMessage ?? err?.message ?? err) };
  }
}

async function answer(question, directory) {
  const place = (text) => text.replaceAll('@DIR@', directory);
  const env = Object.fromEntries(Object.entries(question.env).map(([key, value]) => [key, place(value)]));
  for (const name of Object.keys(process.env)) if (!KEPT.has(name)) delete process.env[name];
  // Its home is where nobody has a .npmrc.
  Object.assign(process.env, { HOME: directory }, env);
  const argv = ['node', 'renovate', ...question.args.map(place)];
  const early = await ended(() => {
    validateLogLevel(loggerEnv('LOG_LEVEL'), 'info');
    if (loggerEnv('LOG_FILE')) validateLogLevel(loggerEnv('LOG_FILE_LEVEL'), 'debug');
    parseEarlyFlags(argv);
  }, 1);
  if (early) return early;
  let config;
  const late = await ended(async () => {
    config = await parseConfigs({ ...env }, argv);
  }, 2);
  if (late) return late;
  const plain = defaults();
  const differing = Object.entries(config).filter(([key, value]) => !isDeepStrictEqual(value, plain[key]));
  const missing = Object.keys(plain).filter((key) => !(key in config));
  const found = { exit: null, config: Object.fromEntries(differing), missing };
  if (question.init) found.init = await initialised(structuredClone(config));
  return found;
}

async function initialised(config) {
  const failed = await ended(async () => {
    applySecretsAndVariablesToConfig({ config, deleteVariables: false, deleteSecrets: false });
    const { gitAuthor } = config;
    try {
      await initPlatform(config);
    } catch (err) {
      // Without a network every platform ends here; what comes behind is done in its stead.
      if (!/Authentication failure|ENOTFOUND|EAI_AGAIN|getaddrinfo|external-host-error|fetch failed/.test(`${err?.message} ${err?.code} ${err?.cause?.code}`)) throw err;
      if (gitAuthor && !parseGitAuthor(gitAuthor)) throw new Error('Invalid gitAuthor');
    }
    await validatePresets(config);
    validateConfigSecretsAndVariables(config);
  }, 1);
  return failed;
}

const marked = (key, value) => {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  return value === undefined ? { $undefined: true } : value;
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'effective-'));
  for (const [name, text] of Object.entries(question.files)) fs.writeFileSync(path.join(directory, name), text);
  process.chdir(directory);
  process.stdout.write = silent;
  process.stderr.write = silent;
  let found;
  try {
    found = await answer(question, directory);
  } catch (err) {
    found = { broken: String(err?.stack ?? err) };
  }
  setCustomEnv({});
  process.stdout.write = answers;
  process.chdir(os.tmpdir());
  fs.rmSync(directory, { recursive: true, force: true });
  answers(JSON.stringify(found, marked).replaceAll(directory, '@DIR@') + '\n');
}
exit(0);
