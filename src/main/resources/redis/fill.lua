-- Puts entries where their lease still stands: nothing has changed, and nothing was lost, since.
-- ARGV: epoch and token of the lease, then for each of KEYS its entry and its life in ms.
for i = 1, #KEYS do
  if redis.call('GET', KEYS[i]) == 'L' .. ARGV[1] then
    redis.call('SET', KEYS[i], ARGV[2 * i], 'PX', ARGV[2 * i + 1])
  end
end
return 'OK'
