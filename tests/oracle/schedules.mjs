#!/usr/bin/env node
// Asks the real `isScheduledNow` whether schedules hold: one question and one answer a line.
//
//   node schedules.mjs < questions.jsonl > answers.jsonl     {schedule, timezone, now}
//
// RENOVATE_ORACLE names the folder into which Renovate is installed. The answer is a boolean, or
// the message of the exception with which Renovate fails.
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const dist = path.join(process.env.RENOVATE_ORACLE, 'node_modules/renovate/dist');
const load = (name) => import(pathToFileURL(path.join(dist, name)).href);
const logger = await load('logger/index.js');
await logger.init();
const { isScheduledNow } = await load('workers/repository/update/branch/schedule.js');

for await (const line of createInterface({ input: process.stdin })) {
  const { schedule, timezone, now } = JSON.parse(line);
  Date.now = () => now;
  let answer;
  try {
    answer = isScheduledNow({ schedule, ...(timezone ? { timezone } : {}) });
  } catch (error) {
    answer = String(error.message);
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
