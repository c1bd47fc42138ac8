-- Last step of a clear: without a generation all is dead, and the next reader makes a new one.
-- KEYS generations   ARGV token
--include intent.lua
for _, key in ipairs(KEYS) do
  local writers, last = '', 0
  if redis.call('GETRANGE', key, '0', '1') == '\1W' then writers, last = others(key, ARGV[1]) end
  if writers ~= '' then store(key, '\1', writers, last) else redis.call('DEL', key) end
end
return 1
