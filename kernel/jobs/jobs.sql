-- The last run of each work by the clock, for the administrator. The clock itself is pg-boss, in a schema of its own.
CREATE TABLE job_run (
  name text PRIMARY KEY,
  started_at timestamptz NOT NULL, ended_at timestamptz,
  ok boolean, result text NOT NULL DEFAULT '',
  fails int NOT NULL DEFAULT 0                   -- in a row
);
