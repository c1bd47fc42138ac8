-- Runs a command on each key. ARGV: for each key the number of words, the command, its arguments.
-- ATLEAST lengthens the life of a key, in ms, and never shortens it.
local at = 1
for i = 1, #KEYS do
  local last = at + tonumber(ARGV[at])
  if ARGV[at + 1] == 'ATLEAST' then
    if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[last]) then
      redis.call('PEXPIRE', KEYS[i], ARGV[last])
    end
  else
    redis.call(ARGV[at + 1], KEYS[i], unpack(ARGV, at + 2, last))
  end
  at = last + 1
end
return 1
