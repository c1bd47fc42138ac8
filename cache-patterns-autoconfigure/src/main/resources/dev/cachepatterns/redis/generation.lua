-- The generation of a bucket, made if there is none.
-- KEYS generation   ARGV a generation to use if there is none
local generation = redis.call('GET', KEYS[1])
if not generation then
  generation = '\1G' .. ARGV[1]
  redis.call('SET', KEYS[1], generation)
end
return generation
