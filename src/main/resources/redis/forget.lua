-- Removes entries, and leases with them, and tells everybody with a number that has no gaps.
-- KEYS: the counter, then what to remove. ARGV: channel, message.
if #KEYS > 1 then
  redis.call('DEL', unpack(KEYS, 2))
end
local number = redis.call('INCR', KEYS[1])
redis.call('PUBLISH', ARGV[1], string.format('%.0f', number) .. '\n' .. ARGV[2])
return number
