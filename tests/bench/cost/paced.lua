-- Lets each connection of wrk wait between two requests: as many milliseconds on average as it is told.
local mean = 0

function init(args)
  mean = tonumber(args[1])
end

function delay()
  return math.floor(math.random() * 2 * mean + 0.5)
end
