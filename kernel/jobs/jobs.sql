-- Work by the clock as the running program declares it, with its last run. The clock itself is pg-boss, in a schema of its own.
CREATE TABLE job (
  name text PRIMARY KEY,                         -- 'files.collect'
  room text NOT NULL, th text NOT NULL, en text NOT NULL, cron text NOT NULL,
  started_at timestamptz, ended_at timestamptz,
  ok boolean, result text NOT NULL DEFAULT '',
  fails int NOT NULL DEFAULT 0                   -- in a row
);
