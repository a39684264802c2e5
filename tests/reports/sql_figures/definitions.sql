-- What the words of a report mean, in SQL over the views of the store (docs/store.md) and nothing
-- else. Written from the documents, not from the code that makes reports.
--
-- `asked` has one row: from when until just before when, of which repository (NULL: all), and
-- whether runs that reached no repository count.
CREATE TEMP TABLE asked (since TEXT, until TEXT, repository TEXT, with_process INTEGER);

CREATE TEMP VIEW turns AS
SELECT told.*
FROM v1_runs AS told, asked
WHERE told.started_at >= asked.since AND told.started_at < asked.until
  AND (asked.repository IS NULL OR told.repository = asked.repository
       OR (asked.with_process AND told.repository IS NULL))
  AND (asked.with_process OR told.repository IS NOT NULL);

CREATE TEMP VIEW said AS
SELECT told.*
FROM v1_problems AS told, asked
WHERE told.started_at >= asked.since AND told.started_at < asked.until
  AND told.level <> 'debug' AND told.message NOT IN ('DRY-RUN', 'Repository is disabled - skipping')
  AND (told.repository IS NULL OR asked.repository IS NULL OR told.repository = asked.repository);

-- The verdict of a turn at a repository; a problem of the whole run harms each turn.
CREATE TEMP VIEW turn_verdicts AS
SELECT turn.run_id, turn.repository, turn.started_at,
       CASE
         WHEN turn.result NOT IN ('done', 'automerged', 'onboarding', 'archived', 'disabled-by-config',
                                  'disabled-closed-onboarding', 'disabled-no-config', 'empty', 'fork',
                                  'mirror', 'no-package-files') THEN 'failed'
         WHEN EXISTS (SELECT 1 FROM said WHERE said.run_id = turn.run_id
                      AND (said.repository IS NULL OR said.repository = turn.repository)
                      AND said.level IN ('error', 'fatal')) THEN 'failed'
         WHEN NOT turn.complete AND turn.result IS NULL THEN 'incomplete'
         WHEN turn.result IS NULL
           OR EXISTS (SELECT 1 FROM said WHERE said.run_id = turn.run_id
                      AND (said.repository IS NULL OR said.repository = turn.repository))
           OR EXISTS (SELECT 1 FROM v1_branches AS branch WHERE branch.run_id = turn.run_id
                      AND branch.repository = turn.repository AND branch.result = 'error')
           THEN 'degraded'
         ELSE 'healthy'
       END AS verdict
FROM turns AS turn
WHERE turn.repository IS NOT NULL;

-- The verdict of a whole run.
CREATE TEMP VIEW run_verdicts AS
SELECT run.run_id, run.started_at,
       CASE
         WHEN EXISTS (SELECT 1 FROM turn_verdicts AS turn
                      WHERE turn.run_id = run.run_id AND turn.verdict = 'failed')
           OR EXISTS (SELECT 1 FROM said WHERE said.run_id = run.run_id
                      AND said.level IN ('error', 'fatal')) THEN 'failed'
         WHEN NOT run.complete THEN 'incomplete'
         WHEN run.exit_code <> 0 THEN 'failed'
         WHEN EXISTS (SELECT 1 FROM turn_verdicts AS turn
                      WHERE turn.run_id = run.run_id AND turn.verdict <> 'healthy')
           OR EXISTS (SELECT 1 FROM said WHERE said.run_id = run.run_id) THEN 'degraded'
         ELSE 'healthy'
       END AS verdict
FROM (SELECT run_id, started_at, complete, exit_code FROM turns GROUP BY run_id) AS run;

-- How long runs took: that of a whole run is the sum, unless it is unknown of a part.
CREATE TEMP VIEW durations AS
SELECT run_id, started_at,
       CASE WHEN count(*) = count(duration_ms) THEN sum(duration_ms) END AS duration_ms
FROM turns GROUP BY run_id;

CREATE TEMP VIEW intervals AS
SELECT * FROM (
  SELECT started_at AS until, lag(started_at) OVER (ORDER BY started_at) AS after,
         (julianday(started_at) - julianday(lag(started_at) OVER (ORDER BY started_at))) * 1440
           AS minutes
  FROM (SELECT DISTINCT run_id, started_at FROM turns))
WHERE after IS NOT NULL;

-- The usual time between runs in minutes: the median, if three of four keep to it within a tenth.
CREATE TEMP VIEW cadence AS
SELECT usual.minutes
FROM (SELECT round(avg(minutes)) AS minutes
      FROM (SELECT minutes, row_number() OVER (ORDER BY minutes) AS place,
                   count(*) OVER () AS number FROM intervals)
      WHERE place IN ((number + 1) / 2, (number + 2) / 2)) AS usual
WHERE (SELECT count(*) FROM intervals) >= 5
  AND (SELECT count(*) FROM intervals WHERE abs(minutes - usual.minutes) <= usual.minutes / 10)
      >= (SELECT count(*) FROM intervals) * 0.75;

-- Where runs are missing: between two of them, or after the last one until the end.
CREATE TEMP VIEW gaps AS
SELECT after, until, CAST(round(intervals.minutes / cadence.minutes) AS INTEGER) - 1 AS missed
FROM intervals, cadence WHERE intervals.minutes > cadence.minutes * 1.5
UNION ALL
SELECT latest, NULL, CAST(minutes_left / minutes AS INTEGER)
FROM (SELECT max(turns.started_at) AS latest,
             (julianday(asked.until) - julianday(max(turns.started_at))) * 1440 AS minutes_left
      FROM turns, asked), cadence
WHERE minutes_left > minutes * 1.5;

-- Pull requests of the forge, with who ended them: nobody but Renovate has its account here.
CREATE TEMP VIEW forge AS
SELECT told.*, coalesce(told.merged_at, told.closed_at) AS ended_at,
       CASE WHEN coalesce(told.merged_by, told.closed_by) IS NULL THEN 'unknown'
            WHEN coalesce(told.merged_by, told.closed_by) = told.author THEN 'renovate'
            ELSE 'person' END AS ended_by,
       coalesce(told.security OR told.branch LIKE '%-vulnerability', 0) AS is_security
FROM v1_forge_pull_requests AS told, asked
WHERE asked.repository IS NULL OR told.repository = asked.repository;

CREATE TEMP VIEW opened AS
SELECT forge.* FROM forge, asked
WHERE forge.created_at >= asked.since AND forge.created_at < asked.until;

CREATE TEMP VIEW merged AS
SELECT forge.* FROM forge, asked
WHERE forge.merged_at >= asked.since AND forge.merged_at < asked.until;

CREATE TEMP VIEW closed AS
SELECT forge.* FROM forge, asked
WHERE forge.merged_at IS NULL
  AND forge.closed_at >= asked.since AND forge.closed_at < asked.until;

CREATE TEMP VIEW still_open AS
SELECT forge.*,
       CAST(julianday(asked.until) - julianday(forge.created_at) AS INTEGER) AS days
FROM forge, asked
WHERE forge.created_at < asked.until
  AND (forge.ended_at IS NULL OR forge.ended_at >= asked.until);

-- What Renovate did to pull requests, by its logs.
CREATE TEMP VIEW deeds AS
SELECT told.* FROM v1_pull_requests AS told, asked
WHERE told.at >= asked.since AND told.at < asked.until
  AND (asked.repository IS NULL OR told.repository = asked.repository);

-- Turns whose log shows which updates there are.
CREATE TEMP VIEW looks AS
SELECT turns.run_id, turns.repository, turns.started_at
FROM turns
WHERE turns.repository IS NOT NULL
  AND (EXISTS (SELECT 1 FROM v1_branches AS branch WHERE branch.run_id = turns.run_id
               AND branch.repository = turns.repository)
       OR (turns.detail = 'debug' AND turns.result IN ('done', 'automerged', 'onboarding')));

CREATE TEMP VIEW last_looks AS
SELECT repository, max(started_at) AS started_at FROM looks GROUP BY repository;

-- An update is a branch, a dependency and a new version; this is each as each run saw it.
CREATE TEMP VIEW sightings AS
SELECT told.repository, told.branch, told.dep_name, coalesce(told.new_version, '') AS new_version,
       told.started_at, told.run_id, told.result, told.blocked_by, told.pull_request, told.title,
       min(coalesce(told.update_type, 'unknown')) AS update_type, min(told.manager) AS manager,
       min(told.datasource) AS datasource, min(told.package_name) AS package_name,
       told.vulnerability
FROM v1_updates AS told, asked
WHERE told.started_at >= asked.since AND told.started_at < asked.until
  AND (asked.repository IS NULL OR told.repository = asked.repository)
GROUP BY told.repository, told.run_id, told.branch, told.dep_name, coalesce(told.new_version, '');

CREATE TEMP VIEW last_sightings AS
SELECT * FROM (
  SELECT sightings.*,
         row_number() OVER (PARTITION BY repository, branch, dep_name, new_version
                            ORDER BY started_at DESC) AS place
  FROM sightings)
WHERE place = 1;

CREATE TEMP VIEW first_sightings AS
SELECT repository, branch, dep_name, new_version, min(started_at) AS started_at
FROM sightings GROUP BY repository, branch, dep_name, new_version;

-- When an update's branch was seen again without it, and what Renovate did in between.
-- A branch may be listed after its pull request was merged, and then without it.
CREATE TEMP VIEW aftermaths AS
SELECT last.repository, last.branch, last.dep_name, last.new_version, last.started_at, last.run_id,
       last.result, last.blocked_by, last.title, last.update_type, last.manager, last.datasource,
       last.package_name, last.vulnerability,
       coalesce(last.pull_request,
                (SELECT pull.number FROM forge AS pull
                 JOIN v1_pull_request_updates AS changed
                   ON changed.pull_request_id = pull.pull_request_id
                 JOIN asked
                 WHERE pull.repository = last.repository AND pull.branch = last.branch
                   AND pull.merged_at < asked.until AND changed.new_version = last.new_version
                   AND last.dep_name IN (changed.dep_name, changed.package_name)
                   AND (pull.ended_at IS NULL OR pull.ended_at >= asked.since)))
         AS pull_request,
       last.started_at = last_looks.started_at AS is_standing,
       (SELECT min(branch.started_at) FROM v1_branches AS branch, asked
        WHERE branch.repository = last.repository AND branch.branch = last.branch
          AND branch.started_at > last.started_at AND branch.started_at < asked.until) AS back_at
FROM last_sightings AS last JOIN last_looks ON last_looks.repository = last.repository;

CREATE TEMP VIEW ends AS
SELECT after.*,
       EXISTS (SELECT 1 FROM deeds JOIN v1_runs AS run ON run.run_id = deeds.run_id
               AND run.repository = deeds.repository
               WHERE deeds.repository = after.repository AND deeds.branch = after.branch
                 AND deeds.action = 'automerged' AND run.started_at > after.started_at
                 AND (after.back_at IS NULL OR run.started_at <= after.back_at)) AS was_automerged,
       EXISTS (SELECT 1 FROM deeds JOIN v1_runs AS run ON run.run_id = deeds.run_id
               AND run.repository = deeds.repository
               WHERE deeds.repository = after.repository AND deeds.branch = after.branch
                 AND deeds.action = 'autoclosed' AND run.started_at > after.started_at
                 AND (after.back_at IS NULL OR run.started_at <= after.back_at)) AS was_autoclosed,
       (after.back_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM first_sightings AS other
                    WHERE other.repository = after.repository AND other.branch = after.branch
                      AND other.dep_name = after.dep_name
                      AND other.started_at > after.started_at)) AS was_replaced,
       pull.merged_at, pull.closed_at, pull.ended_at, pull.ended_by, pull.created_at,
       EXISTS (SELECT 1 FROM v1_pull_request_updates AS changed, asked
               WHERE changed.pull_request_id = pull.pull_request_id
                 AND pull.merged_at < asked.until
                 AND changed.new_version = after.new_version
                 AND after.dep_name IN (changed.dep_name, changed.package_name)) AS is_in
FROM aftermaths AS after
LEFT JOIN forge AS pull
  ON pull.repository = after.repository AND pull.number = after.pull_request;

-- What became of each update until the end: first what only logs know, then what the forge knows.
CREATE TEMP VIEW updates AS
SELECT ends.repository, ends.branch, ends.dep_name, ends.new_version, ends.update_type,
       ends.manager, ends.datasource, coalesce(ends.package_name, ends.dep_name) AS package,
       ends.pull_request, ends.result, ends.blocked_by, ends.title,
       (ends.branch LIKE '%-vulnerability' OR ends.title LIKE '%[security]') AS is_security,
       (SELECT count(*) FROM sightings AS same
        WHERE same.repository = ends.repository AND same.branch = ends.branch
          AND same.dep_name = ends.dep_name AND same.new_version = ends.new_version
          AND same.result = ends.result) AS runs_like_this,
       CASE
         WHEN NOT (ends.was_automerged OR ends.result = 'automerged') AND NOT ends.is_in
           AND ends.was_autoclosed AND NOT ends.was_replaced THEN 'closed by Renovate'
         WHEN NOT (ends.was_automerged OR ends.result = 'automerged') AND NOT ends.is_in
           AND (ends.back_at IS NOT NULL OR ends.was_autoclosed) THEN 'no longer proposed'
         WHEN NOT (ends.was_automerged OR ends.result = 'automerged') AND ends.is_standing
           AND (ends.pull_request IS NULL OR ends.result = 'already-existed') THEN 'held back'
         WHEN ends.merged_at < asked.until AND ends.ended_by = 'renovate' THEN 'automerged'
         WHEN ends.merged_at < asked.until AND ends.ended_by = 'person' THEN 'merged by a person'
         WHEN ends.closed_at < asked.until AND ends.merged_at IS NULL
           AND ends.ended_by = 'renovate' THEN 'closed by Renovate'
         WHEN ends.closed_at < asked.until AND ends.merged_at IS NULL
           AND ends.ended_by = 'person' THEN 'closed by a person'
         WHEN ends.created_at < asked.until THEN 'pull request open'
         ELSE 'no longer proposed'
       END AS outcome
FROM ends, asked;

CREATE TEMP VIEW held AS SELECT * FROM updates WHERE outcome = 'held back';

-- Dependencies in the last run that shows those of a repository.
CREATE TEMP VIEW listed AS
SELECT told.*, latest.lib_years,
       (SELECT max(found.lib_years) FROM v1_updates_found AS found
        WHERE found.dependency_id = told.dependency_id) AS own_years,
       (SELECT count(*) FROM v1_updates_found AS found
        WHERE found.dependency_id = told.dependency_id
          AND found.update_type IN ('major', 'minor', 'patch')) AS steps
FROM (SELECT turns.repository, turns.run_id, turns.lib_years,
             row_number() OVER (PARTITION BY turns.repository
                                ORDER BY turns.started_at DESC) AS place
      FROM turns
      WHERE EXISTS (SELECT 1 FROM v1_dependencies AS any_of
                    WHERE any_of.run_id = turns.run_id
                      AND any_of.repository = turns.repository)) AS latest
JOIN v1_dependencies AS told
  ON told.run_id = latest.run_id AND told.repository = latest.repository
WHERE latest.place = 1;

CREATE TEMP VIEW standings AS
SELECT listed.*,
       CASE
         WHEN listed.skip_reason IS NOT NULL THEN 'skipped'
         WHEN EXISTS (SELECT 1 FROM v1_updates_found AS found
                      WHERE found.dependency_id = listed.dependency_id
                        AND found.update_type = 'major') THEN 'major'
         WHEN EXISTS (SELECT 1 FROM v1_updates_found AS found
                      WHERE found.dependency_id = listed.dependency_id
                        AND found.update_type = 'minor') THEN 'minor'
         WHEN EXISTS (SELECT 1 FROM v1_updates_found AS found
                      WHERE found.dependency_id = listed.dependency_id
                        AND found.update_type = 'patch') THEN 'patch'
         WHEN EXISTS (SELECT 1 FROM v1_updates_found AS found
                      WHERE found.dependency_id = listed.dependency_id) THEN 'other'
         WHEN listed.looked_up AND coalesce(listed.warnings, '[]') = '[]' THEN 'up to date'
         ELSE 'unknown'
       END AS standing
FROM listed;

-- How long merged pull requests had been open, with the largest step of each.
CREATE TEMP VIEW merge_times AS
SELECT merged.number,
       round((julianday(merged.merged_at) - julianday(merged.created_at)) * 86400000) AS ms,
       (SELECT update_type FROM v1_pull_request_updates AS changed
        WHERE changed.pull_request_id = merged.pull_request_id AND update_type IS NOT NULL
        ORDER BY CASE update_type WHEN 'major' THEN 1 WHEN 'replacement' THEN 2 WHEN 'minor' THEN 3
                                  WHEN 'patch' THEN 4 ELSE 5 END LIMIT 1) AS update_type
FROM merged;

-- Problems of all the time until the end, with a detail as long as a report has it.
CREATE TEMP VIEW ever AS
SELECT told.repository, told.level, told.message, told.run_id, told.branch, told.first_at,
       told.count, told.started_at,
       CASE WHEN length(told.detail) <= 300 THEN told.detail
            ELSE rtrim(substr(told.detail, 1, 299)) || '…' END AS detail
FROM v1_problems AS told, asked
WHERE told.started_at < asked.until;

-- Problems of the period.
CREATE TEMP VIEW problems AS
SELECT ever.* FROM ever, asked WHERE ever.started_at >= asked.since;

CREATE TEMP VIEW last_turn AS
SELECT run_id FROM turns ORDER BY started_at DESC LIMIT 1;

-- When Renovate turned to a repository within a run; no view tells.
CREATE TEMP VIEW turn_starts AS
SELECT turn.run_id, repositories.name AS repository, turn.started_at
FROM repository_runs AS turn JOIN repositories ON repositories.id = turn.repository_id;

-- Pull requests that mend a vulnerability, each with the package that it is about.
CREATE TEMP VIEW mending AS
SELECT forge.*, changed.dep_name, coalesce(changed.package_name, changed.dep_name) AS package,
       changed.new_version
FROM forge JOIN v1_pull_request_updates AS changed
  ON changed.pull_request_id = forge.pull_request_id
WHERE forge.is_security;

-- Vulnerabilities: here each is a Dependabot alert, and the next pull request for it mends it.
CREATE TEMP VIEW known AS
SELECT alert.*, lower(alert.package_name) AS package,
       (SELECT min(turn.started_at) FROM v1_vulnerabilities AS log
        JOIN turn_starts AS turn ON turn.run_id = log.run_id AND turn.repository = log.repository
        JOIN asked
        WHERE log.repository = alert.repository AND log.package_name = alert.package_name
          AND instr(alert.ids, log.advisory) AND log.started_at < asked.until) AS logged_at,
       (SELECT min(mending.number) FROM mending, asked
        WHERE mending.repository = alert.repository
          AND lower(mending.package) = lower(alert.package_name)
          AND mending.created_at >= alert.created_at
          AND mending.created_at < asked.until) AS pull_request
FROM v1_alerts AS alert, asked
WHERE asked.repository IS NULL OR alert.repository = asked.repository;

CREATE TEMP VIEW detected AS
SELECT known.*, pull.created_at AS pull_created_at,
       CASE WHEN pull.merged_at < asked.until THEN pull.merged_at END AS pull_merged_at,
       CASE WHEN pull.ended_at < asked.until THEN pull.ended_at END AS pull_ended_at,
       min(known.created_at, coalesce(known.logged_at, known.created_at)) AS detected_at,
       CASE WHEN pull.merged_at < asked.until THEN pull.merged_at
            WHEN known.fixed_at < asked.until THEN known.fixed_at END AS mended_at
FROM known JOIN asked
LEFT JOIN forge AS pull
  ON pull.repository = known.repository AND pull.number = known.pull_request
WHERE known.created_at < asked.until;

CREATE TEMP VIEW vulnerabilities AS
SELECT detected.*,
       CASE WHEN mended_at IS NOT NULL THEN 'fixed'
            WHEN dismissed_at < asked.until THEN 'dismissed'
            ELSE 'open' END AS standing,
       CASE severity WHEN 'critical' THEN 7 WHEN 'high' THEN 30 WHEN 'moderate' THEN 90
                     WHEN 'low' THEN 180 END AS days
FROM detected, asked
WHERE ifnull(mended_at, CASE WHEN dismissed_at < asked.until THEN dismissed_at ELSE asked.until END)
      >= asked.since;

CREATE TEMP VIEW deadlines AS
SELECT vulnerabilities.*,
       strftime('%Y-%m-%dT%H:%M:%S', detected_at, days || ' days')
         || substr(detected_at, 20) AS due_at
FROM vulnerabilities;
