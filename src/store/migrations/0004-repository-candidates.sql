-- Every field of the registry that names a repository of the package, with what it says, beside the one that was chosen
-- (packages.repository_url): [{"url", "field", "raw", "kind", "chosen"}], best first. Empty for what was written before.
alter table packages add column repository_candidates jsonb not null default '[]';
