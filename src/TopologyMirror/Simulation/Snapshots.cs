using TopologyMirror.Data;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>What ports give that says when it was seen.</summary>
internal static class Snapshots
{
    public static bool IsDated(object? answer) =>
        answer is TopologySnapshot or RouteTable or NameTable or MonitoringSnapshot or WorkSnapshot or DataSnapshot or WiringSnapshot;
}
