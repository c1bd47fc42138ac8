-- Last step of a clear: takes who clears out of the intents under generations, or removes the generations.
-- KEYS generations   ARGV token
for _, key in ipairs(KEYS) do leave_clear(key, ARGV[1]) end
return 1
