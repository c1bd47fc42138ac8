-- Whether a session can be written. ARGV: an interval of zero.
local state = redis.call('HMGET', KEYS[1], 'creationTime', 'maxInactiveInterval')
return (state[1] and state[2] and state[2] ~= ARGV[1]) and 1 or 0
