namespace TopologyMirror;

/// <summary>What a port says of itself: read once at start-up, constant afterwards.</summary>
/// <param name="Name">The port's name in messages, journal and telemetry, for example <c>haproxy</c>.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Fencing">How it keeps stale owners out.</param>
public sealed record PortDescription(string Name, PortCapabilities Capabilities, Fencing Fencing);
