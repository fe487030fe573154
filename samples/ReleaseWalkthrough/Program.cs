using TopologyMirror.ReleaseWalkthrough;

var shop = new Shop();
new Story(shop, Console.Out).TellAll();
