-- Gives the documents of KEYS, and for those that aren't there a lease to whoever asks first.
-- ARGV: epoch (16 digits), token, life of a lease in ms.
-- Answers for each key: its entry; 'leased' when the asker may fill it; nil when somebody else may.
local entries = redis.call('MGET', unpack(KEYS))
local epoch = tonumber(ARGV[1])
for i = 1, #KEYS do
  local entry = entries[i]
  local written = entry and tonumber(string.sub(entry, 2, 17)) or -1
  if written < epoch then
    -- nothing, or from before something went wrong
    redis.call('SET', KEYS[i], 'L' .. ARGV[1] .. ARGV[2], 'PX', ARGV[3])
    entries[i] = 'leased'
  elseif written > epoch or string.sub(entry, 1, 1) == 'L' then
    entries[i] = false
  end
end
return entries
