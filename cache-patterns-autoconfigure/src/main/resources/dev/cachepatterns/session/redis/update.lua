-- Writes fields of a session, unless it is gone: deleted, or the rest of a late save.
-- ARGV: an interval of zero, the time to live in ms or '' for ever, the number of fields to set,
-- these with their values, the fields to remove. Returns 1 if written.
local state = redis.call('HMGET', KEYS[1], 'creationTime', 'maxInactiveInterval')
if not state[1] or not state[2] or state[2] == ARGV[1] then
  return 0
end
local last = 3 + 2 * tonumber(ARGV[3])
for i = 4, last, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
end
for i = last + 1, #ARGV do
  redis.call('HDEL', KEYS[1], ARGV[i])
end
if ARGV[2] == '' then
  redis.call('PERSIST', KEYS[1])
else
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 1
