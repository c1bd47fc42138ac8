-- Ends a session, and keeps it for a while for those who are told of its end.
-- ARGV: an interval of zero, how long it is kept in ms. Returns 1 if it was there.
local state = redis.call('HMGET', KEYS[1], 'creationTime', 'maxInactiveInterval')
if not state[1] then
  redis.call('DEL', KEYS[1])
  return 0
end
if state[2] == ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'maxInactiveInterval', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
