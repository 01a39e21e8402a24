-- How many sagas have come to each end; reads them all.
select status, count(*) as sagas
  from saga
 where ended_at is not null
 group by status
