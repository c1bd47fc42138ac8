-- The generation of a bucket, made if there is none.
-- KEYS generation   ARGV a random number for the generation if there is none
local generation = redis.call('GET', KEYS[1])
if not generation then
  generation = make(KEYS[1], ARGV[1])
end
return generation
