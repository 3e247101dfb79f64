-- Number kept for the counters of limits that several servers share.
select 1;
