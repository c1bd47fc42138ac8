-- The generation of a bucket, made if there is none of this server's history.
-- KEYS generation   ARGV a random number for the generation if there is none
--include history.lua
local generation = redis.call('GET', KEYS[1])
if not generation then return renew(KEYS[1], ARGV[1]) end
if string.sub(generation, 1, 2) == '\1G' then
  local here = history()
  if here ~= '' and string.sub(generation, 11) ~= here then return renew(KEYS[1], ARGV[1]) end
end
return generation
