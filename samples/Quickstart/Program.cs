using TopologyMirror.Quickstart;
using TopologyMirror.Quickstart.Output;

return QuickstartApp.Run(args, ConsoleSurface.OfThisProcess());
