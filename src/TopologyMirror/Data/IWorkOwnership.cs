namespace TopologyMirror.Data;

/// <summary>What the code of an instance can know of the ownership of its background work. Thread-safe.</summary>
public interface IWorkOwnership
{
    /// <summary>Where the work is.</summary>
    WorkSwitchState State { get; }

    /// <summary>Why the work failed to start, to run or to stop in time; null when it did not, or has been activated again since.</summary>
    string? Fault { get; }

    /// <summary>When the work stops by itself unless its lease is renewed; null while it is not wanted.</summary>
    DateTimeOffset? LeaseUntil { get; }
}
