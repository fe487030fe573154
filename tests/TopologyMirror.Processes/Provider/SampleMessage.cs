namespace TopologyMirror.Processes.Provider;

/// <summary>The load of one second.</summary>
internal sealed record SampleMessage(DateTimeOffset Time, double Value);
