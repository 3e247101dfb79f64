-- Work that people ask for and come back for: parsing, conversion, comparison. Kept for a week.
create table tool_jobs (
  id uuid primary key,
  tool text collate "C" not null,
  status text collate "C" not null check (status in ('pending', 'working', 'complete', 'error')),
  -- What is asked: inputs and options, without credentials.
  request jsonb not null,
  -- Equal for requests with the same answer: the tool, its options and the hashes of its inputs. null until those are known.
  answer_key text collate "C",
  -- Hashes of the inputs, joined with `,`.
  sha256 text collate "C",
  -- JSON, ready to be sent.
  results text,
  error jsonb,
  callback text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index tool_jobs_by_answer on tool_jobs (answer_key, created_at desc) where status = 'complete';
create index tool_jobs_by_age on tool_jobs (created_at);

-- What was downloaded for them: so that one archive asked about five times is fetched once.
create table tool_downloads (
  url text collate "C" primary key,
  sha256 text collate "C" not null,
  size bigint not null,
  etag text,
  last_modified text,
  fetched_at timestamptz not null
);
