-- Number kept for usage and service levels.
select 1;
