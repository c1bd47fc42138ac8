-- Last step of a clear: without a generation all is dead, and the next reader makes a new one.
-- KEYS generations   ARGV token; anything else to touch only intents with that token
--include intent.lua
for _, key in ipairs(KEYS) do
  local writers, last, intent = '', 0, ''
  if redis.call('GETRANGE', key, '0', '1') == '\1W' then writers, last, intent = others(key, ARGV[1]) end
  if not ARGV[2] or string.find(intent, ARGV[1], 4, true) then
    if writers ~= '' then store(key, '\1', writers, last) else redis.call('DEL', key) end
  end
end
return 1
