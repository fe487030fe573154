namespace TopologyMirror.Simulation;

/// <summary>The truth about one message that is not done.</summary>
internal sealed class SimulatedMessage(long number)
{
    public long Number { get; } = number;

    /// <summary>From then on it may be delivered, again.</summary>
    public DateTimeOffset VisibleFrom { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Who has it now; null while it waits.</summary>
    public InstanceId? Holder { get; set; }
}
