-- First step of a clear: adds who clears to the intents under generations.
-- KEYS generations   ARGV token, milliseconds
for _, key in ipairs(KEYS) do enter_clear(key, ARGV[1], ARGV[2]) end
return 1
